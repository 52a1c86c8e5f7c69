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
        await Send(stopping.Token);
        await Send(CancellationToken.None);

        Assert.Single(office.Mail.Taken);
        var row = await office.Get<ITableStore>().Find(OfficeTables.Outbox, new("R-1", "Received|0.0"), TestContext.Current.CancellationToken);
        Assert.Equal(OutboxState.Sent, row!.Document.State);

        Task Send(CancellationToken cancellation) => office.Get<Outbox>().Send(
            "R-1", "Received|0.0", new MailPerson("Zoë", "zoe@example.org"), () => Task.FromResult(new Letter("We have it", [])), cancellation);
    }
}
