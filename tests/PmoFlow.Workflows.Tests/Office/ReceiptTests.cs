using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>Anybody can type anybody's mail address into a form: how often that person is written to for it.</summary>
public sealed class ReceiptTests
{
    private const string Requester = "zoe@example.org";
    private static readonly Actor Analyst = new("amelie.laurent@example.org", "Amélie Laurent");

    [Fact]
    public async Task address_is_told_of_so_many_requests_a_day_and_no_request_is_lost()
    {
        await using var office = await TestOffice.Open();
        await Sent(office, 49);

        var (told, silent) = (await office.Submit("The fiftieth"), await office.Submit("One too many"));

        Assert.Single(MailsAbout(office, told));
        Assert.Empty(MailsAbout(office, silent));
        Assert.Equal("screening", (await office.Request(silent)).Stage);
        Assert.Contains("50 requests", (await office.Get<Receipts>().WhySilent(silent))!.Because, StringComparison.Ordinal);
        Assert.Null(await office.Get<Receipts>().WhySilent(told));
        await office.Pass(TimeSpan.FromDays(1));
        Assert.Single(MailsAbout(office, await office.Submit("The next day")));
    }

    [Fact]
    public async Task what_somebody_of_the_office_asks_is_told_and_that_nothing_came_of_it_is_not()
    {
        await using var office = await TestOffice.Open();
        await Sent(office, 50);
        var id = await office.Submit("One too many");

        await office.Get<ScreeningDesk>().Screen(id, Analyst, null, new(ScreeningDecision.AskForInformation, "Was this you?"));
        await office.Settle();
        Assert.Contains("A question", Assert.Single(MailsAbout(office, id)), StringComparison.Ordinal);
        await office.Get<ScreeningDesk>().Withdraw(id, Analyst, "It was not.");
        await office.Settle();

        Assert.Equal(RequestOutcome.Withdrawn, (await office.Request(id)).Outcome);
        Assert.Single(MailsAbout(office, id));
    }

    [Fact]
    public async Task many_requests_at_once_in_one_name_are_counted_all()
    {
        await using var office = await TestOffice.Open();
        await Sent(office, 45);

        await Task.WhenAll(Enumerable.Range(1, 12).Select(i => office.Submit($"At once {i}")));
        await office.Settle();

        Assert.Equal(5, office.Mail.Taken.Count(mail => mail.To.Email == Requester));
    }

    private static Task Sent(TestOffice office, int requests) => office.Get<ITableStore>().Upsert(OfficeTables.Receipts, Receipts.KeyOf("Zoe@Example.org"),
        new ReceiptsOfDay(DateOnly.FromDateTime(TestOffice.Monday.UtcDateTime), [.. Enumerable.Range(1, requests).Select(i => $"R-{i}")]), TestContext.Current.CancellationToken);

    private static List<string> MailsAbout(TestOffice office, RequestId id) =>
        [.. office.Mail.Taken.Where(mail => mail.To.Email == Requester && mail.Subject.Contains(id.Value, StringComparison.Ordinal)).Select(mail => mail.Subject)];
}
