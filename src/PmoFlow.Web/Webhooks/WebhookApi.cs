using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Webhooks;

namespace PmoFlow.Web.Webhooks;

/// <summary>Subscriptions for programs: the same as the administrator's pages.</summary>
internal static class WebhookApi
{
    public static void MapWebhookApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/webhooks").WithTags("Webhooks").RequirePermission(Permission.Administer);
        group.MapGet("", List).Produces<ListResource<WebhookResource>>().WithSummary("Who hears of transitions");
        group.MapPost("", Add).Produces<WebhookResource>(201).ProducesValidationProblem().WithSummary("Subscribe; the secret is in this answer and in no other");
        group.MapGet("/types", () => Results.Ok(EventType.Choices)).Produces<IReadOnlyList<string>>().WithSummary("Types of events that can be chosen");
        group.MapGet("/{id}", Get).Produces<WebhookResource>().ProducesProblem(404).WithSummary("One subscription");
        group.MapDelete("/{id}", async (string id, WebhookDesk desk, CancellationToken cancellation) =>
            (await desk.Remove(id, cancellation)).ToApi(_ => Results.NoContent())).Produces(204).ProducesProblem(404).WithSummary("Unsubscribe; what waits is dropped");
        group.MapPost("/{id}/secret", async (string id, WebhookDesk desk, CancellationToken cancellation) =>
            (await desk.Rotate(id, cancellation)).ToApi(subscription => Results.Ok(WebhookResource.WithSecret(subscription))))
            .Produces<WebhookResource>().ProducesProblem(404).WithSummary("A new secret; the one before signs beside it for a day");
        group.MapPost("/{id}/pause", async (string id, WebhookDesk desk, Viewer viewer, CancellationToken cancellation) => Told(await desk.Pause(id, viewer.Actor(), cancellation)))
            .Produces<WebhookResource>().ProducesProblem(404).WithSummary("Send nothing until it is resumed");
        group.MapPost("/{id}/resume", async (string id, WebhookDesk desk, CancellationToken cancellation) => Told(await desk.Resume(id, cancellation)))
            .Produces<WebhookResource>().ProducesProblem(404).WithSummary("Send what happens from now on");
        group.MapPost("/{id}/test", async (string id, WebhookDesk desk, CancellationToken cancellation) =>
            (await desk.Test(id, cancellation)).ToApi(test => Results.Accepted(null, WaitingEventResource.Of(test))))
            .Produces<WaitingEventResource>(202).ProducesProblem(404).ProducesProblem(409).WithSummary("Send a test the way events go");
        group.MapPost("/{id}/try-now", async (string id, WebhookDesk desk, CancellationToken cancellation) => Told(await desk.TryNow(id, cancellation)))
            .Produces<WebhookResource>().ProducesProblem(404).WithSummary("Try what waits for another attempt now");
        group.MapGet("/{id}/waiting", (string id, WebhookQueries queries, CancellationToken cancellation) => Rows(id, queries, view => view.Waiting, cancellation))
            .Produces<ListResource<WaitingEventResource>>().ProducesProblem(404).WithSummary("Of each request or project the event that is sent next; at most 100");
        group.MapGet("/{id}/parked", (string id, WebhookQueries queries, CancellationToken cancellation) => Rows(id, queries, view => view.Parked, cancellation))
            .Produces<ListResource<WaitingEventResource>>().ProducesProblem(404).WithSummary("What was given up; at most 100");
        group.MapPost("/{id}/send-again", async (string id, JsonBody<SendAgainBody> body, WebhookDesk desk, CancellationToken cancellation) =>
            (await desk.SendAgain(id, body.Value.Event, cancellation)).ToApi(count => Results.Accepted(null, new SentAgainResource(count))))
            .Produces<SentAgainResource>(202).ProducesProblem(404).ProducesProblem(409).WithSummary("Send again what was given up: one event, or all");
        group.MapGet("/{id}/deliveries", Deliveries).Produces<ListResource<DeliveryResource>>().WithSummary("Attempts of the last 30 days, newest first");
    }

    private static async Task<IResult> List(WebhookQueries queries, CancellationToken cancellation) =>
        Results.Ok(new ListResource<WebhookResource>([.. (await queries.List(cancellation)).Select(view => WebhookResource.Of(view.Subscription))], null));

    private static async Task<IResult> Add(JsonBody<WebhookBody> body, WebhookDesk desk, Viewer viewer, CancellationToken cancellation) =>
        (await desk.Add(body.Value.Address, body.Value.Types, body.Value.Note, viewer.Actor(), cancellation))
            .ToApi(subscription => Results.Created($"/api/v1/webhooks/{subscription.Id}", WebhookResource.WithSecret(subscription)));

    private static async Task<IResult> Get(string id, WebhookQueries queries, CancellationToken cancellation) =>
        await queries.Find(id, cancellation) is { } view ? Results.Ok(WebhookResource.Of(view.Subscription)) : None(id);

    private static async Task<IResult> Rows(string id, WebhookQueries queries, Func<WebhookView, IReadOnlyList<QueuedEvent>> rows, CancellationToken cancellation) =>
        await queries.Find(id, cancellation) is { } view ? Results.Ok(new ListResource<WaitingEventResource>([.. rows(view).Select(WaitingEventResource.Of)], null)) : None(id);

    private static async Task<IResult> Deliveries(string id, string? cursor, int? pageSize, WebhookQueries queries, CancellationToken cancellation) =>
        Results.Ok(ListResource<DeliveryResource>.Of(await queries.Log(id, cursor, PageSizes.Of(pageSize), cancellation), DeliveryResource.Of));

    private static IResult Told(Outcome<WebhookSubscription> outcome) => outcome.ToApi(subscription => Results.Ok(WebhookResource.Of(subscription)));

    private static IResult None(string id) => RefusalAnswers.Problem(new Refusal.NotFound($"There is no subscription {id}."));
}
