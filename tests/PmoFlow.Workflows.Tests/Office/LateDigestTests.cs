using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Workflows.Organisation;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>An analyst who wants one mail a day is not written to for each late request.</summary>
public sealed class LateDigestTests
{
    private const string Amelie = "amelie.laurent@example.org";
    private const string Tomasz = "tomasz.wojcik@example.org";

    [Fact]
    public async Task late_requests_come_in_one_mail_of_the_day_to_who_wants_it_and_one_by_one_to_others()
    {
        await using var office = await TestOffice.Open();
        await office.Get<OfficeDirectory>().Put(new PersonSettings(Amelie) { IsDigest = true }, TestContext.Current.CancellationToken);
        var (first, second, done) = (await office.Submit("First"), await office.Submit("Second"), await office.Submit("Done in time for the mail"));
        while (Mails(office, Tomasz).Count == 0)
            await office.Pass(TimeSpan.FromHours(1));
        Assert.Equal(3, Mails(office, Tomasz).Count);
        Assert.Empty(Mails(office, Amelie));
        await office.Qualify(done);

        await office.Pass(TimeSpan.FromDays(1));

        var mail = Assert.Single(Mails(office, Amelie), mail => mail.Category == "Digest");
        Assert.Equal("2 late requests wait for you", mail.Subject);
        Assert.StartsWith("Hello Amélie Laurent,", mail.Text, StringComparison.Ordinal);
        foreach (var id in new[] { first, second })
            Assert.Contains($"http://127.0.0.1:5080/requests/{id}", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(done.Value, mail.Text, StringComparison.Ordinal);
    }

    private static List<OutgoingMail> Mails(TestOffice office, string email) => [.. office.Mail.Taken.Where(mail => mail.To.Email == email)];
}
