using PmoFlow.Platform.Mail;
using PmoFlow.Workflows.Notifications;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

public sealed class UndeliveredMailTests
{
    [Fact]
    public async Task refused_mail_reaches_the_analysts_and_does_not_hold_up_the_request()
    {
        await using var office = await TestOffice.Open();
        office.Mail.Answer = _ => new SendOutcome.Rejected("550 no such mailbox");
        var id = await office.Submit();
        Assert.Equal("screening", (await office.Request(id)).Stage);
        var mail = Assert.Single(await office.Get<UndeliveredMails>().List());
        Assert.Equal(("zoe@example.org", OutboxState.Failed, "550 no such mailbox"), (mail.To, mail.State, mail.Problem));

        await office.Get<UndeliveredMails>().Settle(mail.About, mail.Key);
        Assert.Empty(await office.Get<UndeliveredMails>().List());
    }

    [Fact]
    public async Task mail_that_is_tried_in_vain_is_shown_until_it_is_sent_after_all()
    {
        await using var office = await TestOffice.Open();
        office.Mail.Answer = _ => new SendOutcome.Deferred("421 come back later");
        await office.Submit();
        for (var attempt = 0; attempt < UndeliveredMails.PatientAttempts + 1; attempt++)
            await office.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(OutboxState.Pending, Assert.Single(await office.Get<UndeliveredMails>().List()).State);

        office.Mail.Answer = _ => new SendOutcome.Accepted();
        await office.Pass(TimeSpan.FromMinutes(20));
        Assert.Empty(await office.Get<UndeliveredMails>().List());
        Assert.Single(office.Mail.Taken);
    }

    [Fact]
    public async Task bounce_stays_whatever_is_reported_after_it()
    {
        await using var office = await TestOffice.Open();
        await office.Submit();
        var (key, outbox) = (Assert.Single(office.Mail.Taken).Key, office.Get<Outbox>());
        await outbox.Report(new MailDelivery(key, MailDeliveryKind.Delivered, TestOffice.Monday));
        Assert.Empty(await office.Get<UndeliveredMails>().List());
        for (var repeat = 0; repeat < 2; repeat++)
            await outbox.Report(new MailDelivery(key, MailDeliveryKind.Bounced, TestOffice.Monday, "mailbox full"));
        await outbox.Report(new MailDelivery(key, MailDeliveryKind.Delivered, TestOffice.Monday));
        await outbox.Report(new MailDelivery("R-UNKNOWN/x", MailDeliveryKind.Bounced, TestOffice.Monday));

        var mail = Assert.Single(await office.Get<UndeliveredMails>().List());
        Assert.Equal((OutboxState.Bounced, "mailbox full"), (mail.State, mail.Problem));
    }
}
