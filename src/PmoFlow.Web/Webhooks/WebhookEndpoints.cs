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

/// <summary>The administrator's pages of subscriptions: who hears of transitions, what waits for them, what was given up.</summary>
internal static class WebhookEndpoints
{
    private const int LogRows = 50;

    public static void MapWebhookPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/webhooks").RequirePermission(Permission.Administer).ExcludeFromDescription();
        group.MapGet("", async (WebhookQueries queries, CancellationToken cancellation) =>
            Pages.Page<WebhookListPage>(new { Views = await queries.List(cancellation) }));
        group.MapGet("/new", () => Form(new FormBody(new Dictionary<string, string>()), [], []));
        group.MapPost("/new", Add).ProtectForm();
        group.MapGet("/{id}", Show);
        group.MapPost("/{id}/secret", async (string id, FormBody form, WebhookDesk desk, CancellationToken cancellation) => Secret(await desk.Rotate(id, cancellation), isNew: false)).ProtectForm();
        group.MapPost("/{id}/test", async (string id, FormBody form, WebhookDesk desk, CancellationToken cancellation) => Back(await desk.Test(id, cancellation), id)).ProtectForm();
        group.MapPost("/{id}/pause", async (string id, FormBody form, WebhookDesk desk, Viewer viewer, CancellationToken cancellation) => Back(await desk.Pause(id, viewer.Actor(), cancellation), id)).ProtectForm();
        group.MapPost("/{id}/resume", async (string id, FormBody form, WebhookDesk desk, CancellationToken cancellation) => Back(await desk.Resume(id, cancellation), id)).ProtectForm();
        group.MapPost("/{id}/try-now", async (string id, FormBody form, WebhookDesk desk, CancellationToken cancellation) => Back(await desk.TryNow(id, cancellation), id)).ProtectForm();
        group.MapPost("/{id}/send-again", async (string id, FormBody form, WebhookDesk desk, CancellationToken cancellation) => Back(await desk.SendAgain(id, form["event"], cancellation), id)).ProtectForm();
        group.MapPost("/{id}/remove", async (string id, FormBody form, WebhookDesk desk, CancellationToken cancellation) =>
            (await desk.Remove(id, cancellation)).ToPage(_ => Pages.SeeOther("/webhooks"))).ProtectForm();
    }

    private static async Task<IResult> Add(HttpContext context, FormBody form, WebhookDesk desk, Viewer viewer, CancellationToken cancellation)
    {
        // Several of one name, which a form by field name cannot hold.
        var types = (await context.Request.ReadFormAsync(cancellation))["types"].OfType<string>().ToList();
        var outcome = await desk.Add(form["address"], types, form["note"], viewer.Actor(), cancellation);
        return outcome is Outcome<WebhookSubscription>.Refused(Refusal.Invalid(var errors)) ? Form(form, types, errors) : Secret(outcome, isNew: true);
    }

    private static async Task<IResult> Show(string id, string? cursor, WebhookQueries queries, CancellationToken cancellation) =>
        await queries.Find(id, cancellation) is { } view
            ? Pages.Page<WebhookPage>(new { View = view, Log = await queries.Log(id, cursor, LogRows, cancellation), IsFirst = cursor is null })
            : RefusalAnswers.Page(new Refusal.NotFound($"There is no subscription {id}."));

    private static IResult Form(FormBody form, IReadOnlyList<string> types, IReadOnlyList<FieldError> errors) =>
        Pages.Page<NewWebhookPage>(new { Address = form["address"], Note = form["note"], Types = types, Errors = errors },
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    // Shown in the answer itself: an address that shows it could be opened again.
    private static IResult Secret(Outcome<WebhookSubscription> outcome, bool isNew) =>
        outcome.ToPage(subscription => Pages.Page<WebhookSecretPage>(new { Subscription = subscription, IsNew = isNew }));

    private static IResult Back<T>(Outcome<T> outcome, string id) => outcome.ToPage(_ => Pages.SeeOther($"/webhooks/{Uri.EscapeDataString(id)}"));
}
