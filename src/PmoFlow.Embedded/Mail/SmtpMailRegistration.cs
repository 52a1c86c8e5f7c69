using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Embedded.Mail;

/// <summary>Mail by SMTP, for an application's services.</summary>
public static class SmtpMailRegistration
{
    /// <summary>Sends mail by the server of <paramref name="options"/>; the services must hold a <see cref="TimeProvider"/>.</summary>
    /// <exception cref="ArgumentException">Host or sender is missing.</exception>
    public static IServiceCollection AddSmtpMail(this IServiceCollection services, SmtpOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Host);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.FromAddress);
        return services.AddSingleton<IMailTransport>(provider =>
            new SmtpMailTransport(options, provider.GetRequiredService<TimeProvider>()));
    }
}
