using System.Text.RegularExpressions;

namespace PmoFlow.Azure.Tests.Mail;

/// <summary>One plain address, which is what SendGrid takes in an "email" property.</summary>
internal static partial class MailAddressRule
{
    public static bool Accepts(string address) => Address().IsMatch(address);

    [GeneratedRegex(@"\A[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+\z")]
    private static partial Regex Address();
}
