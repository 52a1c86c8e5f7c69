using PmoFlow.Azure.Mail;
using PmoFlow.Embedded.Mail;

namespace PmoFlow.Host;

/// <summary>
/// Who delivers mail: <c>Platform:Mail</c> says <c>Smtp</c> (set up in <c>Mail:Smtp</c>) or <c>SendGrid</c> (<c>Mail:SendGrid</c>).
/// Where it says nothing, what is set up does; in Development, the mailbox page.
/// </summary>
internal static class MailConfiguration
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration, bool isDevelopment)
    {
        var smtp = configuration.GetSection("Mail:Smtp").Get<SmtpOptions>() ?? new SmtpOptions();
        var sendGrid = configuration.GetSection("Mail:SendGrid").Get<SendGridOptions>() ?? new SendGridOptions();
        switch (configuration["Platform:Mail"])
        {
            case null or "" when isDevelopment:
                break;
            case "Smtp":
            case null or "" when smtp.Host.Length > 0:
                services.AddSmtpMail(smtp);
                break;
            case "SendGrid":
            case null or "" when sendGrid.ApiKey.Length > 0:
                services.AddSendGridMail(sendGrid);
                break;
            case null or "":
                throw new InvalidOperationException("No mail is set up: set Mail:Smtp:Host and Mail:Smtp:FromAddress, or Mail:SendGrid:ApiKey.");
            case var other:
                throw new InvalidOperationException($"Platform:Mail is '{other}'; it can be Smtp or SendGrid.");
        }
    }
}
