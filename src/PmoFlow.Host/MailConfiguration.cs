using PmoFlow.Azure.Mail;
using PmoFlow.Embedded.Mail;

namespace PmoFlow.Host;

/// <summary>
/// Who delivers mail: <c>Platform:Mail</c> says <c>Smtp</c> (set up in <c>Mail:Smtp</c>) or <c>SendGrid</c> (<c>Mail:SendGrid</c>).
/// Where it says nothing, what is set up does; in Development, the mailbox page.
/// </summary>
internal static class MailConfiguration
{
    /// <exception cref="SettingRefusedException">No mail is set up, or not enough of it.</exception>
    public static void AddMail(this IServiceCollection services, IConfiguration configuration, bool isDevelopment)
    {
        var smtp = configuration.Options<SmtpOptions>("Mail:Smtp");
        var sendGrid = configuration.Options<SendGridOptions>("Mail:SendGrid");
        switch (configuration["Platform:Mail"])
        {
            case null or "" when isDevelopment:
                break;
            case "Smtp":
            case null or "" when smtp.Host.Length > 0:
                Need("Mail:Smtp:Host", smtp.Host);
                Need("Mail:Smtp:FromAddress", smtp.FromAddress);
                services.AddSmtpMail(smtp);
                break;
            case "SendGrid":
            case null or "" when sendGrid.ApiKey.Length > 0:
                Need("Mail:SendGrid:ApiKey", sendGrid.ApiKey);
                Need("Mail:SendGrid:FromAddress", sendGrid.FromAddress);
                services.AddSendGridMail(sendGrid);
                break;
            case null or "":
                throw new SettingRefusedException("Mail", "is not set up, so nobody could be asked to decide",
                    "Set Mail:Smtp:Host and Mail:Smtp:FromAddress, or Mail:SendGrid:ApiKey and Mail:SendGrid:FromAddress.");
            case var other:
                throw new SettingRefusedException("Platform:Mail", $"is '{other}'", "It can be Smtp or SendGrid.");
        }
    }

    private static void Need(string setting, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new SettingRefusedException(setting, "is missing", "Mail is set up in part and needs it.");
    }
}
