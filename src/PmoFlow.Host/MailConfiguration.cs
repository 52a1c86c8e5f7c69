using PmoFlow.Azure.Mail;
using PmoFlow.Embedded.Mail;

namespace PmoFlow.Host;

/// <summary>Who delivers mail: <c>Mail:Smtp</c> or <c>Mail:SendGrid</c>.</summary>
internal static class MailConfiguration
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection("Mail:Smtp").Get<SmtpOptions>() is { Host.Length: > 0 } smtp)
            services.AddSmtpMail(smtp);
        else if (configuration.GetSection("Mail:SendGrid").Get<SendGridOptions>() is { ApiKey.Length: > 0 } sendGrid)
            services.AddSendGridMail(sendGrid);
        else
            throw new InvalidOperationException("No mail is set up: set Mail:Smtp:Host and Mail:Smtp:FromAddress, or Mail:SendGrid:ApiKey.");
    }
}
