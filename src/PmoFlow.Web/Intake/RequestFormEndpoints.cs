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

    private static readonly BodyLimit Upload = new(SentForm.Most);

    public static void MapRequestForm(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/requests").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/new", Show).LimitSubmissions();
        group.MapPost("", Submit).LimitSubmissions().WithMetadata(Upload);
        group.MapPost("/similar", Similar).LimitLinks().WithMetadata(Upload);
        group.MapPost("/drafts", SaveDraft).LimitSubmissions().WithMetadata(Upload);
        group.MapGet("/drafts/{token}", ResumeDraft).LimitLinks();
    }

    private static async Task<IResult> Show(string? lifecycle, LifecycleLibrary library, AttachmentDesk attachments, CancellationToken cancellation) =>
        Choose(library, lifecycle) is { } chosen
            ? Form(await Model(library, chosen, NewKey(), new Dictionary<string, string>(), [], attachments, cancellation))
            : Pages.Message(StatusCodes.Status404NotFound, "No such form", $"The office has no process named '{lifecycle}'.");

    private static async Task<IResult> Submit(
        HttpContext context, RequestDesk desk, DraftDesk drafts, RequestQueries queries, LifecycleLibrary library, AttachmentDesk attachments, UploadAllowance allowance,
        CancellationToken cancellation)
    {
        var (form, refused) = await Read(context, library, attachments, allowance);
        if (form[Trap] is not null)
            return Pages.Message(StatusCodes.Status400BadRequest, "Nothing was sent", "A field that must stay empty was filled in, as programs do. Go back, empty it and send again.");
        var requester = new Requester(form["requester.name"] ?? "", form["requester.email"] ?? "");
        var outcome = refused.Count > 0
            ? Wrong(Choose(library, form["lifecycle"]), form, requester, refused)
            : await desk.Submit(new SubmitRequest(form["lifecycle"], form["title"], form["description"], requester, form.Group("fields."), RequestDesk.FormKey + KeyOf(form)), cancellation);
        if (outcome is Outcome<SubmittedRequest>.Done(var submitted))
        {
            // The requester's first look shall say who has it.
            await RequestSettling.After(submitted.Request, queries, cancellation);
            if (form["draft"] is { } draft)
                await drafts.Forget(draft, cancellation);
        }
        // Sent once already and changed since: whether it is a second request only they know.
        if (outcome is Outcome<SubmittedRequest>.Refused(Refusal.TooLate(var arrived)) && Choose(library, form["lifecycle"]) is { } known)
            return Form(await Model(library, known, NewKey(), form.Fields, [new("title", arrived)], attachments, cancellation), StatusCodes.Status409Conflict);
        return outcome is Outcome<SubmittedRequest>.Refused(Refusal.Invalid(var errors)) && Choose(library, form["lifecycle"]) is { } lifecycle
            ? Form(await Model(library, lifecycle, KeyOf(form), form.Fields, errors, attachments, cancellation))
            : outcome.ToPage(done => Pages.SeeOther($"/requests/track/{done.TrackingToken}"));
    }

    private static Task<SentForm> Read(HttpContext context, LifecycleLibrary library, AttachmentDesk attachments, UploadAllowance allowance) =>
        SentForm.Read(context, attachments, allowance, before => Choose(library, before["lifecycle"])?.Form);

    /// <summary>Everything that is wrong at once: the files that were not taken and the answers.</summary>
    private static Refusal.Invalid Wrong(Lifecycle? lifecycle, FormBody form, Requester requester, IReadOnlyList<FieldError> refused) => new(
        lifecycle is not null && FormRules.Validate(lifecycle.Form, form["title"], form["description"], requester, form.Group("fields.")) is Outcome<RequestContent>.Refused(Refusal.Invalid(var errors))
            ? [.. refused, .. errors.Where(error => refused.All(other => other.Field != error.Field))] : refused);

    /// <summary>What may be the same: for the script as a part of the page, otherwise as the form again.</summary>
    private static async Task<IResult> Similar(
        HttpContext context, TwinQueries twins, LifecycleLibrary library, AttachmentDesk attachments, UploadAllowance allowance, CancellationToken cancellation)
    {
        var (form, refused) = await Read(context, library, attachments, allowance);
        var found = await twins.Like(form["title"], form["description"], cancellation: cancellation);
        if (context.Request.Headers.ContainsKey(PartHeader))
            return Pages.Page<TwinList>(new { Twins = found });
        return Choose(library, form["lifecycle"]) is { } lifecycle
            ? Form(await Model(library, lifecycle, KeyOf(form), form.Fields, refused, attachments, cancellation) with { Twins = found })
            : RefusalAnswers.Page(new Refusal.NotFound("The office has no such process."));
    }

    private static async Task<IResult> SaveDraft(
        HttpContext context, DraftDesk drafts, LifecycleLibrary library, AttachmentDesk attachments, UploadAllowance allowance, OfficeSettings office, TimeProvider clock,
        CancellationToken cancellation)
    {
        var (form, refused) = await Read(context, library, attachments, allowance);
        // Nobody knows who keeps it, and it is kept for long: it counts like a small file.
        if ((form["draft"] is not { } known || await drafts.Find(known, cancellation) is null) && !allowance.Takes(context, 1))
            return ErrorAnswers.Say(context, StatusCodes.Status429TooManyRequests);
        var kept = form.Fields.Where(field => field.Key is not (Trap or "draft" or "lifecycle") && field.Value.Length > 0).ToDictionary();
        var saved = await drafts.Save(form["draft"], form["lifecycle"], kept, cancellation);
        var until = clock.GetUtcNow().AddDays(DraftDesk.Days);
        if (Choose(library, form["lifecycle"]) is { } lifecycle && saved is Outcome<string>.Done)
        {
            await attachments.Keep(RequestFormModel.Uploads(lifecycle.Form, kept), until, cancellation);
            if (refused.Count > 0)
                return Form(await Model(library, lifecycle, KeyOf(form), form.Fields, refused, attachments, cancellation));
        }
        if (!context.Request.Headers.ContainsKey(PartHeader))
            return saved.ToPage(token => Pages.SeeOther($"/requests/drafts/{token}"));
        var day = office.Calendar.DayOf(until).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return saved.ToApi(token => Results.Json(new SavedDraft(token, day), ApiJson.Default.SavedDraft));
    }

    private static async Task<IResult> ResumeDraft(string token, DraftDesk drafts, LifecycleLibrary library, AttachmentDesk attachments, CancellationToken cancellation)
    {
        if (await drafts.Find(token, cancellation) is not { } draft || Choose(library, draft.Lifecycle) is not { } lifecycle)
        {
            return Pages.Message(StatusCodes.Status404NotFound, "No such draft",
                $"It was sent, or not saved for {DraftDesk.Days} days. Begin a new request, or open the newest mail that we sent you.");
        }
        return Form(await Model(library, lifecycle, draft.Fields.GetValueOrDefault("key") ?? NewKey(), draft.Fields, [], attachments, cancellation) with
        {
            Draft = token,
            DraftUntil = draft.Until,
        });
    }

    private static async Task<RequestFormModel> Model(
        LifecycleLibrary library, Lifecycle lifecycle, string key, IReadOnlyDictionary<string, string> typed, IReadOnlyList<FieldError> errors,
        AttachmentDesk attachments, CancellationToken cancellation) =>
        new(lifecycle, [.. library.All.Where(other => other.Name != lifecycle.Name)], key, typed, errors)
        {
            Draft = typed.GetValueOrDefault("draft"),
            Attached = await attachments.Find(RequestFormModel.Uploads(lifecycle.Form, typed), cancellation),
        };

    private static IResult Form(RequestFormModel model, int? status = null) => Pages.Page<NewRequestPage>(
        new { Model = model }, status ?? (model.Errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK));

    private static string KeyOf(FormBody form) => form["key"] is { Length: <= 64 } sent ? sent : NewKey();

    private static string NewKey() => Guid.NewGuid().ToString("N");

    private static Lifecycle? Choose(LifecycleLibrary library, string? name) =>
        string.IsNullOrWhiteSpace(name)
            ? library.Current(RequestDesk.StandardLifecycle) ?? library.All.FirstOrDefault()
            : library.Current(name);
}

/// <summary>Where a draft is kept, and until which day.</summary>
internal sealed record SavedDraft(string Token, string Until);
