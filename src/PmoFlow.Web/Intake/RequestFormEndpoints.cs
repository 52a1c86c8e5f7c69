using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Web.Intake;

/// <summary>The public form. It needs no account, and so no protection against forged posts: nobody's rights are used.</summary>
internal static class RequestFormEndpoints
{
    /// <summary>Says that a script asks for a part of the page.</summary>
    private const string PartHeader = "X-Part";

    /// <summary>A field that people do not see: who fills it in is a program that fills in everything.</summary>
    private const string Trap = "website";

    public static void MapRequestForm(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/requests").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/new", Show).LimitSubmissions();
        group.MapPost("", Submit).LimitSubmissions();
        group.MapPost("/similar", Similar).LimitLinks();
        group.MapPost("/drafts", SaveDraft).LimitLinks();
        group.MapGet("/drafts/{token}", ResumeDraft).LimitLinks();
    }

    private static IResult Show(string? lifecycle, LifecycleLibrary library) =>
        Choose(library, lifecycle) is { } chosen
            ? Form(Model(library, chosen, NewKey(), new Dictionary<string, string>(), []))
            : Pages.Message(StatusCodes.Status404NotFound, "No such form", $"The office has no process named '{lifecycle}'.");

    private static async Task<IResult> Submit(
        FormBody form, RequestDesk desk, DraftDesk drafts, RequestQueries queries, LifecycleLibrary library, CancellationToken cancellation)
    {
        if (form[Trap] is not null)
            return Pages.Message(StatusCodes.Status400BadRequest, "Nothing was sent", "A field that must stay empty was filled in, as programs do. Go back, empty it and send again.");
        var outcome = await desk.Submit(new SubmitRequest(form["lifecycle"], form["title"], form["description"],
            new Requester(form["requester.name"] ?? "", form["requester.email"] ?? ""), form.Group("fields."), "form:" + KeyOf(form)), cancellation);
        if (outcome is Outcome<SubmittedRequest>.Done(var submitted))
        {
            // The requester's first look shall say who has it.
            await RequestSettling.After(submitted.Request, queries, cancellation);
            if (form["draft"] is { } draft)
                await drafts.Forget(draft, cancellation);
        }
        return outcome.ToPage(
            done => Pages.SeeOther($"/requests/track/{done.TrackingToken}"),
            errors => Choose(library, form["lifecycle"]) is { } lifecycle
                ? Form(Model(library, lifecycle, KeyOf(form), form.Fields, errors))
                : RefusalAnswers.Page(new Refusal.Invalid(errors)));
    }

    /// <summary>What may be the same: for the script as a part of the page, otherwise as the form again.</summary>
    private static async Task<IResult> Similar(FormBody form, HttpRequest request, TwinQueries twins, LifecycleLibrary library, CancellationToken cancellation)
    {
        var found = await twins.Like(form["title"], form["description"], cancellation: cancellation);
        if (request.Headers.ContainsKey(PartHeader))
            return Pages.Page<TwinList>(new { Twins = found });
        return Choose(library, form["lifecycle"]) is { } lifecycle
            ? Form(Model(library, lifecycle, KeyOf(form), form.Fields, []) with { Twins = found })
            : RefusalAnswers.Page(new Refusal.NotFound("The office has no such process."));
    }

    private static async Task<IResult> SaveDraft(FormBody form, HttpRequest request, DraftDesk drafts, OfficeSettings office, TimeProvider clock, CancellationToken cancellation)
    {
        var kept = form.Fields.Where(field => field.Key is not (Trap or "draft" or "lifecycle") && field.Value.Length > 0).ToDictionary();
        var saved = await drafts.Save(form["draft"], form["lifecycle"], kept, cancellation);
        if (!request.Headers.ContainsKey(PartHeader))
            return saved.ToPage(token => Pages.SeeOther($"/requests/drafts/{token}"));
        var until = office.Calendar.DayOf(clock.GetUtcNow().AddDays(DraftDesk.Days)).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return saved.ToApi(token => Results.Json(new SavedDraft(token, until), ApiJson.Default.SavedDraft));
    }

    private static async Task<IResult> ResumeDraft(string token, DraftDesk drafts, LifecycleLibrary library, CancellationToken cancellation)
    {
        if (await drafts.Find(token, cancellation) is not { } draft || Choose(library, draft.Lifecycle) is not { } lifecycle)
        {
            return Pages.Message(StatusCodes.Status404NotFound, "No such draft",
                $"It was sent, or not saved for {DraftDesk.Days} days. Begin a new request, or open the newest mail that we sent you.");
        }
        return Form(Model(library, lifecycle, draft.Fields.GetValueOrDefault("key") ?? NewKey(), draft.Fields, []) with { Draft = token, DraftUntil = draft.Until });
    }

    private static RequestFormModel Model(
        LifecycleLibrary library, Lifecycle lifecycle, string key, IReadOnlyDictionary<string, string> typed, IReadOnlyList<FieldError> errors) =>
        new(lifecycle, [.. library.All.Where(other => other.Name != lifecycle.Name)], key, typed, errors)
        {
            Draft = typed.GetValueOrDefault("draft"),
        };

    private static IResult Form(RequestFormModel model) =>
        Pages.Page<NewRequestPage>(new { Model = model }, model.Errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static string KeyOf(FormBody form) => form["key"] is { Length: <= 64 } sent ? sent : NewKey();

    private static string NewKey() => Guid.NewGuid().ToString("N");

    private static Lifecycle? Choose(LifecycleLibrary library, string? name) =>
        string.IsNullOrWhiteSpace(name)
            ? library.Current(RequestDesk.StandardLifecycle) ?? library.All.FirstOrDefault()
            : library.Current(name);
}

/// <summary>Where a draft is kept, and until which day.</summary>
internal sealed record SavedDraft(string Token, string Until);
