using System.Collections.Concurrent;
using System.Globalization;
using PmoFlow.Platform.Mail;
using Xunit;

namespace PmoFlow.Contracts.Mail;

/// <summary>
/// Many mails, each of which meets the fault on its first attempt, with a sender that tries again after "not now" and after
/// silence. PMOFLOW_MAILS sets how many; a run of 2,000 for each fault is what is promised.
/// </summary>
public abstract class MailTrial(MailSite site)
{
    private static int Mails =>
        int.Parse(Environment.GetEnvironmentVariable("PMOFLOW_MAILS") ?? "200", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(MailFault.None, 1, 1)]
    [InlineData(MailFault.Busy, 2, 1)]
    [InlineData(MailFault.Broken, 2, 1)]
    [InlineData(MailFault.SilentAfterTaking, 2, 2)]
    [InlineData(MailFault.DroppedAfterTaking, 2, 2)]
    [InlineData(MailFault.Refused, 1, 0)]
    [InlineData(MailFault.TooLarge, 1, 0)]
    public async Task each_mail_is_taken_as_often_as_its_fault_allows(MailFault fault, int attempts, int sends)
    {
        var made = await SendAll(site.OpenFor(fault), fault);
        var taken = (await site.Taken()).CountBy(mail => mail.ToAddress).ToDictionary();
        Assert.All(made, mail => Assert.Equal(attempts, mail.Value));
        Assert.All(made, mail => Assert.Equal(sends, taken.GetValueOrDefault(mail.Key)));
        TestContext.Current.SendDiagnosticMessage(
            $"{fault}: {made.Count} mails, {made.Values.Sum()} attempts, {made.Keys.Sum(to => taken.GetValueOrDefault(to))} sends");
    }

    [Fact]
    public async Task wrong_credentials_send_nothing()
    {
        var made = await SendAll(site.OpenWithWrongCredentials(), MailFault.None);
        var taken = (await site.Taken()).Select(mail => mail.ToAddress).ToHashSet();
        Assert.All(made, mail => Assert.Equal(1, mail.Value));
        Assert.DoesNotContain(made.Keys, taken.Contains);
    }

    /// <summary>Attempts by address.</summary>
    private static async Task<IDictionary<string, int>> SendAll(IMailTransport transport, MailFault fault)
    {
        var made = new ConcurrentDictionary<string, int>();
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = 100,
            CancellationToken = TestContext.Current.CancellationToken,
        };
        await Parallel.ForAsync(0, Mails, parallel, async (_, cancellation) =>
        {
            var unique = Guid.NewGuid().ToString("n");
            var mail = new OutgoingMail(unique, new MailPerson("Ann", FaultAddress.Of(fault, 1, unique)), "Subject", "Text", "<p>Text</p>");
            var attempts = 0;
            SendOutcome outcome;
            do
            {
                outcome = await transport.Send(mail, cancellation);
                attempts++;
            }
            while (outcome is SendOutcome.Deferred or SendOutcome.Unknown && attempts < 10);
            made[mail.To.Email] = attempts;
        });
        return made;
    }
}
