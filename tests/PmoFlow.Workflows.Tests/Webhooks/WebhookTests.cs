using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Timeline;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Tests.Office;
using PmoFlow.Workflows.Webhooks;
using Xunit;

namespace PmoFlow.Workflows.Tests.Webhooks;

public sealed class WebhookTests
{
    private static readonly Actor Admin = new("admin@example.org", "Ada Min");

    [Fact]
    public async Task every_transition_of_a_life_is_told_once_in_order_and_signed()
    {
        await using var office = await TestOffice.Open();
        using var receiver = new Receiver();
        var subscription = await Subscribe(office, receiver, "pmoflow.request.*", "pmoflow.project.*");
        var id = await office.InDelivery();

        var request = await Timeline(office, SubjectKind.Request, id.Value);
        var project = await Timeline(office, SubjectKind.Project, (await office.Request(id)).Project!.Value.Value);
        Assert.Equal(request, receiver.Taken.Where(taken => taken.StartsWith("R-", StringComparison.Ordinal)));
        Assert.Equal(project, receiver.Taken.Where(taken => taken.StartsWith("P-", StringComparison.Ordinal)));
        Assert.All(receiver.All, post => Assert.Contains(post.Event.GetProperty("type").GetString()!, EventType.Choices));
        Assert.All(receiver.All, post => Assert.Equal(Signature(subscription.Secrets[0].Value, post), post.Signature));

        var first = receiver.All[0];
        Assert.Equal("application/cloudevents+json; charset=utf-8", first.ContentType);
        Assert.Equal(("1.0", $"{id}.1", "pmoflow.request.submitted", id.Value, $"http://127.0.0.1:5080/api/v1/requests/{id}"),
            (Text(first, "specversion"), Text(first, "id"), Text(first, "type"), Text(first, "subject"), Text(first, "source")));
        Assert.Equal("submitted", first.Event.GetProperty("data").GetProperty("kind").GetString());
        Assert.Empty((await View(office, subscription)).Waiting);
        Assert.Equal(request.Count + project.Count, (await office.Get<WebhookQueries>().Log(subscription.Id, null, 500)).Rows.Count);
    }

    [Fact]
    public async Task what_is_not_chosen_and_what_was_before_is_not_told()
    {
        await using var office = await TestOffice.Open();
        using var receiver = new Receiver();
        var id = await office.Submit();
        await office.Pass(TimeSpan.FromMinutes(1));
        await Subscribe(office, receiver, "pmoflow.request.qualified", "pmoflow.request.submitted");
        await office.Qualify(id);

        Assert.Equal(["pmoflow.request.qualified"], receiver.All.Select(post => Text(post, "type")));
    }

    [Fact]
    public async Task receiver_that_is_down_for_a_day_gets_everything_in_order_when_it_is_back()
    {
        await using var office = await TestOffice.Open();
        using var receiver = new Receiver { Answer = _ => 503 };
        var subscription = await Subscribe(office, receiver, "pmoflow.request.*");
        var first = await office.Submit("While it is down");
        for (var hour = 0; hour < 24; hour++)
        {
            await office.Pass(TimeSpan.FromHours(1));
            if (hour == 5)
                await office.Qualify(first);
            if (hour == 12)
                await office.Restart();
        }
        var second = await office.Submit("Still down");
        Assert.Empty(receiver.Taken);
        Assert.NotNull((await View(office, subscription)).Subscription.FailingSince);

        receiver.Answer = _ => 200;
        await office.Submit("It is back");
        await office.Settle();

        Assert.Equal(await Timeline(office, SubjectKind.Request, first.Value), Of(receiver, first));
        Assert.Equal(await Timeline(office, SubjectKind.Request, second.Value), Of(receiver, second));
        var view = await View(office, subscription);
        Assert.Equal((0, 0, null), (view.Waiting.Count, view.Parked.Count, view.Subscription.FailingSince));
    }

    [Fact]
    public async Task event_that_is_refused_for_days_is_parked_holds_up_only_its_own_request_and_can_be_sent_again()
    {
        await using var office = await TestOffice.Open();
        using var receiver = new Receiver();
        var subscription = await Subscribe(office, receiver, "pmoflow.request.submitted", "pmoflow.request.qualified");
        receiver.Answer = post => Text(post, "type") == "pmoflow.request.submitted" && post.Event.GetProperty("data").GetProperty("summary").GetString()!.Contains("Poison", StringComparison.Ordinal) ? 500 : 200;
        var poison = await office.Submit("Poison");
        var other = await office.Submit("Harmless");
        await office.Qualify(poison);
        await office.Qualify(other);
        Assert.Equal([$"{other}.1"], Of(receiver, other).Take(1));
        Assert.Equal(2, Of(receiver, other).Count);
        Assert.Empty(Of(receiver, poison));

        for (var hour = 0; hour < 24 * 4; hour++)
            await office.Pass(TimeSpan.FromHours(1));
        var parked = Assert.Single((await View(office, subscription)).Parked);
        Assert.Equal((WebhookBackOff.MostAttempts, "It answered 500.", $"{poison}.1"), (parked.Attempts, parked.Problem, parked.Id));
        Assert.Equal(WebhookBackOff.MostAttempts, receiver.All.Count(post => post.Id == parked.Id));
        Assert.Single(Of(receiver, poison));

        receiver.Answer = _ => 200;
        Assert.Equal(1, Assert.IsType<Outcome<int>.Done>(await office.Get<WebhookDesk>().SendAgain(subscription.Id, parked.Id)).Value);
        await office.Settle();
        Assert.Equal(parked.Id, receiver.Taken[^1]);
        Assert.Empty((await View(office, subscription)).Parked);
    }

    [Fact]
    public async Task event_whose_sender_crashed_is_sent_again_under_the_same_id()
    {
        var crashed = new ConcurrentDictionary<string, bool>();
        await using var office = await TestOffice.Open(around: activity => activity.Name != "SendNextEvent" ? activity : activity with
        {
            Run = async (services, context, input) =>
            {
                var result = await activity.Run(services, context, input);
                return crashed.TryAdd(context.IdempotencyKey, true) ? throw new IOException("The process ended here.") : result;
            },
        });
        using var receiver = new Receiver { Answer = _ => 200 };
        await Subscribe(office, receiver, "pmoflow.request.*");
        var id = await office.Submit();
        for (var link = 0; link < 40; link++)
            await office.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal(await Timeline(office, SubjectKind.Request, id.Value), Of(receiver, id).Distinct());
        Assert.NotEmpty(crashed);
    }

    [Fact]
    public async Task transition_whose_writer_ended_before_it_was_fanned_out_is_found_by_the_sweep()
    {
        await using var office = await TestOffice.Open();
        using var receiver = new Receiver();
        await Subscribe(office, receiver, "pmoflow.request.*");
        var id = await office.Submit();
        var known = await Timeline(office, SubjectKind.Request, id.Value);
        var pointer = await office.Get<Transitions>().Point(SubjectKind.Request, id.Value, TestContext.Current.CancellationToken);
        var entry = TimelineEntry.Next(known.Count, "", office.Clock.GetUtcNow(), new("qualified", "PmoFlow", "Written, and then the process ended."));
        await office.Get<Transitions>().Write(pointer, new TableBatch(OfficeTables.Requests.Table, id.Value)
            .Insert(OfficeTables.RequestTimeline, OfficeTables.TimelineRow(entry.Sequence), entry), TestContext.Current.CancellationToken);
        Assert.DoesNotContain($"{id}.{entry.Sequence}", receiver.Taken);

        await office.Pass(TimeSpan.FromSeconds(15));
        await office.Get<InboxSweep>().Run(InboxSweep.Grace);
        await office.Settle();

        Assert.Contains($"{id}.{entry.Sequence}", receiver.Taken);
    }

    [Fact]
    public async Task secret_that_was_replaced_signs_beside_the_new_one_for_a_day()
    {
        await using var office = await TestOffice.Open();
        using var receiver = new Receiver();
        var before = await Subscribe(office, receiver, "pmoflow.request.submitted");
        var after = Assert.IsType<Outcome<WebhookSubscription>.Done>(await office.Get<WebhookDesk>().Rotate(before.Id)).Value;
        Assert.NotEqual(before.Secrets[0].Value, after.Secrets[0].Value);

        await office.Submit();
        var both = receiver.All[^1];
        Assert.Equal($"{Signature(after.Secrets[0].Value, both)} {Signature(before.Secrets[0].Value, both)}", both.Signature);
        await office.Pass(TimeSpan.FromDays(1.1));
        await office.Submit("A day later");
        Assert.Equal(Signature(after.Secrets[0].Value, receiver.All[^1]), receiver.All[^1].Signature);
    }

    [Fact]
    public async Task receiver_that_is_gone_gets_no_more_until_an_administrator_resumes_it()
    {
        await using var office = await TestOffice.Open();
        using var receiver = new Receiver { Answer = _ => 410 };
        var subscription = await Subscribe(office, receiver, "pmoflow.request.submitted");
        await office.Submit();
        await office.Submit("Not told");
        Assert.Single(receiver.All);
        var view = await View(office, subscription);
        Assert.NotNull(view.Subscription.Paused);
        Assert.Single(view.Parked);

        receiver.Answer = _ => 200;
        await office.Get<WebhookDesk>().Resume(subscription.Id);
        await office.Get<WebhookDesk>().SendAgain(subscription.Id, null);
        await office.Submit("Told");
        Assert.Equal(2, receiver.Taken.Count);
    }

    [Fact]
    public async Task subscription_that_is_removed_gets_nothing_and_leaves_nothing_behind()
    {
        await using var office = await TestOffice.Open();
        using var receiver = new Receiver { Answer = _ => 500 };
        var subscription = await Subscribe(office, receiver, "pmoflow.request.*");
        await office.Submit();
        var sent = receiver.All.Count;
        await office.Get<WebhookDesk>().Remove(subscription.Id);
        await office.Pass(TimeSpan.FromDays(4));

        Assert.Equal(sent, receiver.All.Count);
        Assert.Null(await office.Get<WebhookQueries>().Find(subscription.Id));
        Assert.Empty(await office.Get<ITableStore>().Scan(WebhookTables.Open, subscription.Id).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task test_goes_the_way_events_go()
    {
        await using var office = await TestOffice.Open();
        using var receiver = new Receiver();
        var subscription = await Subscribe(office, receiver, "pmoflow.project.closed");
        await office.Get<WebhookDesk>().Test(subscription.Id);
        await office.Settle();

        Assert.Equal(EventType.Test, Text(Assert.Single(receiver.All), "type"));
        var attempt = Assert.Single((await office.Get<WebhookQueries>().Log(subscription.Id, null, 10)).Rows);
        Assert.Equal((204, null, 1), (attempt.Status, attempt.Problem, attempt.Attempt));
    }

    private static async Task<WebhookSubscription> Subscribe(TestOffice office, Receiver receiver, params string[] types) =>
        Assert.IsType<Outcome<WebhookSubscription>.Done>(await office.Get<WebhookDesk>().Add(receiver.Address.ToString(), types, null, Admin)).Value;

    private static async Task<WebhookView> View(TestOffice office, WebhookSubscription subscription) =>
        (await office.Get<WebhookQueries>().Find(subscription.Id))!;

    private static List<string> Of(Receiver receiver, RequestId id) => [.. receiver.Taken.Where(taken => taken.StartsWith($"{id}.", StringComparison.Ordinal))];

    private static async Task<List<string>> Timeline(TestOffice office, SubjectKind kind, string id) =>
        await office.Get<ITableStore>().Scan(kind == SubjectKind.Request ? OfficeTables.RequestTimeline : OfficeTables.ProjectTimeline, id, RowRange.StartingWith("timeline|"))
            .Select(stored => $"{id}.{stored.Document.Sequence}").ToListAsync(TestContext.Current.CancellationToken);

    // Computed as the receiver's side does, not by the code under test.
    private static string Signature(string secret, Posted post)
    {
        using var mac = new HMACSHA256(Convert.FromBase64String(secret.Replace("whsec_", "", StringComparison.Ordinal)));
        return "v1," + Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes($"{post.Id}.{post.Timestamp}.{Encoding.UTF8.GetString(post.Body)}")));
    }

    private static string? Text(Posted post, string property) => post.Event.GetProperty(property).GetString();
}
