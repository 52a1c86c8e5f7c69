using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Azure.Mail;

/// <summary>Mail by SendGrid, for an application's services.</summary>
public static class SendGridMailRegistration
{
    /// <summary>
    /// Sends mail by the account of <paramref name="options"/>, and reads its webhook with <see cref="SendGridEvents"/> where a
    /// public key is given; the services must hold a <see cref="TimeProvider"/> and logging.
    /// </summary>
    /// <exception cref="ArgumentException">Key or sender is missing.</exception>
    public static IServiceCollection AddSendGridMail(this IServiceCollection services, SendGridOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ApiKey);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.FromAddress);
        if (options.WebhookPublicKey is { Length: > 0 } publicKey)
        {
            services.AddSingleton(provider => new SendGridEvents(publicKey, provider.GetRequiredService<ILogger<SendGridEvents>>()));
            services.AddSingleton<IMailReports>(provider => provider.GetRequiredService<SendGridEvents>());
        }
        return services.AddSingleton<IMailTransport>(provider =>
            new SendGridMailTransport(options, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<SendGridMailTransport>>()));
    }
}
