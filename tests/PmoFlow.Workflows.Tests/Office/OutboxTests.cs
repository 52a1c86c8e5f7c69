using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Storage;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

public sealed class OutboxTests
{
    [Fact]
    public async Task mail_that_the_provider_took_while_the_office_stops_is_not_sent_again()
    {
        await using var office = await TestOffice.Open();
        using var stopping = new CancellationTokenSource();
        office.Mail.Answer = _ =>
        {
            stopping.Cancel();
            return new SendOutcome.Accepted("taken");
        };
        await Send(office, stopping.Token);
        await Send(office);

        Assert.Single(office.Mail.Taken);
        Assert.Equal(OutboxState.Sent, (await Row(office)).State);
    }

    [Theory]
    [InlineData(MailDeliveryKind.Bounced, OutboxState.Bounced, 1)]
    [InlineData(MailDeliveryKind.Delivered, OutboxState.Delivered, 0)]
    public async Task what_the_provider_reports_before_its_answer_is_written_stays(MailDeliveryKind kind, OutboxState state, int undelivered)
    {
        await using var office = await TestOffice.Open();
        office.Mail.Answer = mail =>
        {
            // The webhook is faster than the answer.
            office.Get<Outbox>().Report(new MailDelivery(mail.Key, kind, TestOffice.Monday, "mailbox full")).Wait();
            return new SendOutcome.Accepted("taken");
        };
        await Send(office);

        Assert.Equal((state, "taken"), ((await Row(office)).State, (await Row(office)).ProviderId));
        Assert.Equal(undelivered, (await office.Get<UndeliveredMails>().List()).Count);
    }

    [Theory]
    [InlineData(MailDeliveryKind.Bounced, OutboxState.Bounced)]
    [InlineData(MailDeliveryKind.Delivered, OutboxState.Delivered)]
    public async Task mail_that_the_provider_reports_while_it_is_written_anew_is_not_sent_again(MailDeliveryKind kind, OutboxState state)
    {
        await using var office = await TestOffice.Open();
        // A crash between the provider's taking it and its being noted.
        await office.Get<ITableStore>().Upsert(OfficeTables.Outbox, new("R-1", "Received|0.0"),
            new OutboxItem("Received|0.0", "R-1", "zoe@example.org", "We have it", OutboxState.Sending, 1, TestOffice.Monday), TestContext.Current.CancellationToken);
        await office.Get<Outbox>().Send("R-1", "Received|0.0", new MailPerson("Zoë", "zoe@example.org"), async () =>
        {
            await office.Get<Outbox>().Report(new MailDelivery("R-1/Received|0.0", kind, TestOffice.Monday, "mailbox full"));
            return new Letter("We have it", []);
        }, TestContext.Current.CancellationToken);

        Assert.Empty(office.Mail.Taken);
        Assert.Equal(state, (await Row(office)).State);
    }

    [Fact]
    public async Task mail_that_the_provider_wants_later_waits_for_as_long_as_it_says()
    {
        await using var office = await TestOffice.Open();
        var asked = 0;
        office.Mail.Answer = mail => mail.To.Email != "zoe@example.org" || ++asked > 1
            ? new SendOutcome.Accepted("taken") : new SendOutcome.Deferred("SendGrid answered 429: too many", TimeSpan.FromHours(1));
        await office.Submit();
        Assert.Equal(1, asked);

        // The retry policy by itself would have asked a dozen times by now.
        await office.Pass(TimeSpan.FromMinutes(59));
        Assert.Equal(1, asked);
        await office.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(2, asked);
        Assert.Single(office.Mail.Taken, mail => mail.To.Email == "zoe@example.org");
    }

    [Fact]
    public async Task mail_that_failed_for_good_reaches_the_analysts_though_the_process_ended_before_it_was_listed()
    {
        await using var office = await TestOffice.Open();
        await office.Get<ITableStore>().Upsert(OfficeTables.Outbox, new("R-1", "Received|0.0"),
            new OutboxItem("Received|0.0", "R-1", "zoe@example.org", "We have it", OutboxState.Failed, 1, TestOffice.Monday) { Problem = "550 no such mailbox" },
            TestContext.Current.CancellationToken);
        await Send(office);

        Assert.Empty(office.Mail.Taken);
        Assert.Equal("550 no such mailbox", Assert.Single(await office.Get<UndeliveredMails>().List()).Problem);
    }

    private static Task Send(TestOffice office, CancellationToken cancellation = default) => office.Get<Outbox>().Send(
        "R-1", "Received|0.0", new MailPerson("Zoë", "zoe@example.org"), () => Task.FromResult(new Letter("We have it", [])), cancellation);

    private static async Task<OutboxItem> Row(TestOffice office) =>
        (await office.Get<ITableStore>().Find(OfficeTables.Outbox, new("R-1", "Received|0.0"), TestContext.Current.CancellationToken))!.Document;
}
