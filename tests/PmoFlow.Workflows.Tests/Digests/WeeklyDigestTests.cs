using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using PmoFlow.Contracts.Node;
using PmoFlow.Domain;
using PmoFlow.Domain.Digests;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Embedded.Mail;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Digests;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Digests;

/// <summary>Weekly mails on a clock that the test moves; the first day of the test is a Monday, 10:00.</summary>
public sealed class WeeklyDigestTests
{
    private const string Reader = "renee.dubois@example.org";

    private static readonly UnitId Technology = new("technology");
    private static readonly UnitId Platforms = new("platforms");

    [Fact]
    public async Task tells_each_monday_what_changed_in_the_days_since_the_last_one()
    {
        await using var office = await TestOffice.Open();
        await Rate(office, "P-1", "Till software", HealthRating.Green);
        await office.Pass(TimeSpan.FromDays(7));
        await Subscribe(office, Technology);

        await office.Pass(TimeSpan.FromDays(2));
        await Rate(office, "P-1", "Till software", HealthRating.Red, slip: 12, late: Measure.Reports);
        await office.Get<SummaryLedger>().Put(Platforms, UnitSummary.Now, "action/A-1", new("action/A-1", new Dictionary<string, decimal> { [Measure.Due(Measure.Actions, new(2026, 12, 2))] = 1 })
        {
            Subject = new("Agree a recovery plan", "Kim", "Till software", null),
        });
        await office.Pass(TimeSpan.FromDays(4) + TimeSpan.FromHours(22));
        Assert.Empty(Mails(office));
        await office.Pass(TimeSpan.FromHours(1));

        var first = Assert.Single(Mails(office));
        Assert.Equal("Technology, week to 6 Dec 2026: 1 rating moved, 1 project slipped, 2 late", first.Subject);
        Assert.Contains("From 30 November 2026 to 6 December 2026, 1 rating moved (1 for the worse, 0 for the better), and milestones of 1 project slipped.", first.Text, StringComparison.Ordinal);
        Assert.Contains("Till software (Kim): Green → Red", first.Text, StringComparison.Ordinal);
        Assert.Contains("Agree a recovery plan, Till software (Kim)", first.Text, StringComparison.Ordinal);
        Assert.Contains("12 days later", first.Text, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:5080/dashboards/rows?unit=technology&measure=overdue%2Freports&asOf=2026-12-06", first.Text, StringComparison.Ordinal);

        // It changes on Monday after the mail: that belongs into the next one, and what was told is not told again.
        await Rate(office, "P-1", "Till software", HealthRating.Amber, slip: 12);
        await office.Pass(TimeSpan.FromDays(7));
        var second = Mails(office)[^1];
        Assert.Equal(2, Mails(office).Count);
        Assert.Contains("Till software (Kim): Red → Amber", second.Text, StringComparison.Ordinal);
        Assert.Contains("no milestone slipped. Late at the end of it: 1 action.", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_changes_in_the_evening_of_the_last_day_is_told_once()
    {
        await using var office = await TestOffice.Open();
        await Rate(office, "P-1", "Till software", HealthRating.Green);
        await office.Pass(TimeSpan.FromDays(7));
        await Subscribe(office, null);
        await office.Pass(TimeSpan.FromDays(6) + TimeSpan.FromHours(13));
        Assert.Equal(DayOfWeek.Sunday, office.Clock.GetUtcNow().DayOfWeek);
        await Rate(office, "P-1", "Till software", HealthRating.AmberRed);
        for (var week = 0; week < 3; week++)
            await office.Pass(TimeSpan.FromDays(7));

        Assert.Equal(3, Mails(office).Count);
        Assert.Single(Mails(office), mail => mail.Text.Contains("Green → Amber/Red", StringComparison.Ordinal));
    }

    [Fact]
    public async Task who_unsubscribes_by_the_link_gets_no_more_and_nothing_waits_any_longer()
    {
        await using var office = await TestOffice.Open();
        var subscription = await Subscribe(office, Technology);
        await office.Pass(TimeSpan.FromDays(7));
        var mail = Assert.Single(Mails(office));
        Assert.Equal($"http://127.0.0.1:5080/digests/unsubscribe/{office.Token("/digests/unsubscribe/", Reader)}", mail.Unsubscribe!.AbsoluteUri);

        var (email, unit) = (await office.Get<DigestDesk>().Open(office.Token("/digests/unsubscribe/", Reader)))!.Value;
        Assert.True(await office.Get<DigestDesk>().Unsubscribe(email, unit));
        Assert.False(await office.Get<DigestDesk>().Unsubscribe(email, unit));
        await office.Pass(TimeSpan.FromDays(30));

        Assert.Single(Mails(office));
        Assert.Equal(OrchestrationStatus.Completed, (await office.Get<IOrchestrationClient>().Get(subscription.Instance))!.Status);
    }

    [Fact]
    public async Task two_units_and_a_new_start_are_each_a_mail_of_their_own()
    {
        await using var office = await TestOffice.Open();
        await Subscribe(office, Technology);
        Assert.Equal(await Subscribe(office, null), await Subscribe(office, null));
        await office.Restart();
        await office.Get<DigestDesk>().Unsubscribe(Reader, Technology);
        await Subscribe(office, Technology);
        await office.Pass(TimeSpan.FromDays(7));

        Assert.Equal(["Portfolio", "Technology"], Mails(office).Select(mail => mail.Subject.Split(',')[0]).Order());
        Assert.Equal(2, (await office.Get<DigestDesk>().Of(Reader)).Count);
    }

    [Fact]
    public async Task who_left_hears_no_more_and_who_may_not_see_dashboards_cannot_subscribe()
    {
        await using var office = await TestOffice.Open();
        await Subscribe(office, Technology);
        await office.Get<OfficeDirectory>().Remove(Reader);
        await office.Pass(TimeSpan.FromDays(8));

        Assert.Empty(Mails(office));
        Assert.Empty(await office.Get<DigestDesk>().Of(Reader));
        Assert.IsType<Outcome<DigestSubscription>.Refused>(await office.Get<DigestDesk>().Subscribe(new Person("x@example.org", "X", Platforms, []), null));
    }

    [Fact]
    public async Task mail_that_cannot_be_sent_for_hours_is_sent_once_when_it_can()
    {
        await using var office = await TestOffice.Open();
        await Subscribe(office, Technology);
        office.Mail.Answer = _ => new SendOutcome.Deferred("not now");
        await office.Pass(TimeSpan.FromDays(7));
        office.Mail.Answer = _ => new SendOutcome.Accepted("taken");
        await office.Pass(TimeSpan.FromHours(1));
        Assert.Single(Mails(office));
    }

    [Fact]
    public async Task through_a_real_server_it_arrives_with_its_pictures_inside()
    {
        await using var office = await TestOffice.Open();
        foreach (var (n, rating) in Enum.GetValues<HealthRating>().Index())
            await Rate(office, $"P-{n + 1}", $"Project {n + 1}: Łódź", rating);
        await Subscribe(office, null);
        for (var month = 0; month < 3; month++)
            await office.Pass(TimeSpan.FromDays(30));
        await Rate(office, "P-2", "Project 2: Łódź", HealthRating.AmberRed, slip: 9, late: Measure.Reports);
        await Rate(office, "P-1", "Project 1: Łódź", HealthRating.Amber);
        await Rate(office, "P-6", "Project 6: Łódź", HealthRating.Amber, late: Measure.Checks);
        await office.Pass(TimeSpan.FromDays(9));
        await using var server = NodeScript.Start("smtp-server.mjs", "0", "without-tls");
        var ports = (await server.ReadLine(TestContext.Current.CancellationToken)).Split(' ').Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray();
        await using var parts = new ServiceCollection().AddSingleton(TimeProvider.System)
            .AddSmtpMail(new SmtpOptions { Host = "127.0.0.1", Port = ports[0], Tls = SmtpTls.None, User = "office", Password = "right", FromAddress = "pmo@office.example" })
            .BuildServiceProvider();
        var sent = Mails(office)[^1];
        Assert.IsType<SendOutcome.Accepted>(await parts.GetRequiredService<IMailTransport>().Send(sent, TestContext.Current.CancellationToken));

        using var control = new HttpClient();
        var raw = Assert.Single((await control.GetFromJsonAsync<string[]>(new Uri($"http://127.0.0.1:{ports[1]}/taken"), TestContext.Current.CancellationToken))!);
        using var message = await MimeMessage.LoadAsync(new MemoryStream(Convert.FromBase64String(raw)), TestContext.Current.CancellationToken);
        Assert.Equal(sent.Html, message.HtmlBody!.TrimEnd());
        Assert.Contains("Of 6 projects, 2 are red or amber/red.", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("3 ratings moved (1 for the worse, 1 for the better, 1 from or to unknown)", message.TextBody, StringComparison.Ordinal);
        var pictures = message.BodyParts.OfType<MimePart>().Where(part => part.ContentType.IsMimeType("image", "png")).ToList();
        Assert.Equal(["by-unit", "over-time"], pictures.Select(picture => picture.ContentId).Order());
        Assert.All(pictures, picture =>
        {
            Assert.Contains($"<img src=\"cid:{picture.ContentId}\"", sent.Html, StringComparison.Ordinal);
            using var png = new MemoryStream();
            picture.Content!.DecodeTo(png, TestContext.Current.CancellationToken);
            Assert.Equal(Convert.FromHexString("89504E470D0A1A0A"), png.ToArray()[..8]);
            Assert.InRange(png.Length, 2_000, 60_000);
        });
        Assert.Matches("alt=\"[^\"]{40,}\"", sent.Html);
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers["List-Unsubscribe-Post"]);
    }

    private static List<OutgoingMail> Mails(TestOffice office) => [.. office.Mail.Taken.Where(mail => mail.Category == "WeeklyDigest")];

    private static async Task<DigestSubscription> Subscribe(TestOffice office, UnitId? unit)
    {
        var person = (await office.Get<OfficeDirectory>().Find(Reader))!;
        var subscription = Assert.IsType<Outcome<DigestSubscription>.Done>(await office.Get<DigestDesk>().Subscribe(person, unit)).Value;
        await office.Settle();
        return subscription;
    }

    private static Task Rate(TestOffice office, string id, string name, HealthRating rating, int slip = 0, string? late = null)
    {
        var now = office.Clock.GetUtcNow();
        var amounts = new Dictionary<string, decimal>
        {
            [Measure.Projects] = 1,
            [Measure.Rated(rating)] = 1,
            ["milestones/2027-02"] = 1,
            ["slip/2027-02"] = slip,
        };
        if (late is not null)
            amounts[Measure.Due(late, DateOnly.FromDateTime(now.UtcDateTime))] = 1;
        return office.Get<SummaryLedger>().Put(Platforms, UnitSummary.Now, $"project/{id}", new Contribution($"project/{id}", amounts)
        {
            Version = now.UtcTicks,
            At = now,
            Subject = new Subject(name, "Kim", rating.Label(), null) { Rating = rating, RatedAt = now },
        });
    }
}
