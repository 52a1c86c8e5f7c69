using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Export;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>A project's end and its benefits, for people.</summary>
internal static class ClosureEndpoints
{
    public static void MapClosure(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/benefits", List).RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        routes.MapGet("/benefits" + TakeAway.Kind, ListFile).RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        var group = routes.MapGroup("/projects/{id}").RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        group.MapGet("/closure", Show);
        var leading = group.MapGroup("").RequirePermission(Permission.LeadProjects);
        leading.MapPost("/closure", Write).ProtectForm();
        leading.MapPost("/closure/handover", HandOver).ProtectForm();
        leading.MapPost("/closure/acceptance", Ask).ProtectForm();
        leading.MapPost("/benefits", Enter).ProtectForm();
        var review = routes.MapGroup("/benefit-reviews/{token}").AllowAnonymous().ExcludeFromDescription().LimitLinks();
        review.MapGet("", ShowReview);
        review.MapPost("", Answer);
    }

    private static async Task<IResult> List(string? state, string? cursor, BenefitLedger benefits, CancellationToken cancellation)
    {
        var shown = ChoiceWords.Read<BenefitState>(state);
        return Pages.Page<BenefitListPage>(new { Rows = await benefits.List(null, shown, cursor, 50, cancellation), State = shown, IsFirst = cursor is null });
    }

    private static async Task<IResult> ListFile(string kind, string? state, BenefitLedger benefits, CancellationToken cancellation)
    {
        var shown = ChoiceWords.Read<BenefitState>(state);
        return ProjectSheets.Benefits(await TakeAway.All(cursor => benefits.List(null, shown, cursor, TakeAway.PageSize, cancellation), ProjectSheets.Row)).ToResult(kind);
    }

    private static async Task<IResult> Show(string id, ClosureReader reader, CancellationToken cancellation) =>
        await reader.Read(new(id), cancellation) is { } model ? Pages.Page<ClosurePage>(new { Model = model }) : RefusalAnswers.Page(new Refusal.NotFound($"There is no project {id}."));

    private static Task<IResult> Write(string id, FormBody form, ClosureReader reader, ClosureDesk desk, CancellationToken cancellation) =>
        Post(id, form, reader, actor => desk.Write(new(id), actor, new(form["delivered"], form["notDelivered"], Lessons(form["lessons"])), cancellation), cancellation);

    private static Task<IResult> HandOver(string id, FormBody form, ClosureReader reader, ClosureDesk desk, CancellationToken cancellation) =>
        Post(id, form, reader, actor => desk.HandOver(new(id), actor, form["item"] ?? "", form["done"] != "no", cancellation), cancellation);

    private static Task<IResult> Ask(string id, FormBody form, ClosureReader reader, ClosureDesk desk, ControlQueries control, CancellationToken cancellation) =>
        Post(id, form, reader, async actor =>
        {
            var outcome = await desk.Ask(new(id), actor, cancellation);
            await Settling.Until(() => control.Gates(new(id), cancellation), gates => gates.All(gate => !gate.IsOpen || gate.Due is not null), cancellation);
            return outcome;
        }, cancellation);

    private static Task<IResult> Enter(string id, FormBody form, ClosureReader reader, BenefitDesk desk, CancellationToken cancellation) =>
        Post(id, form, reader, async actor =>
        {
            var read = new FormReader(form);
            var (before, target) = (read.Amount("before"), read.Amount("target"));
            return read.Errors.Count > 0 ? new Refusal.Invalid(read.Errors)
                : await desk.Enter(new(id), actor, new(form["title"], form["measure"], form["counts"], before, target, form["ownerEmail"]), cancellation);
        }, cancellation);

    private static async Task<IResult> ShowReview(string token, BenefitDesk desk, CancellationToken cancellation) =>
        (await desk.Open(token, cancellation)).ToPage(view => Page(token, view, new Dictionary<string, string>(), null));

    private static async Task<IResult> Answer(string token, FormBody form, BenefitDesk desk, BenefitLedger benefits, CancellationToken cancellation)
    {
        var read = new FormReader(form);
        var value = read.Amount("value");
        var outcome = read.Errors.Count > 0 ? new Refusal.Invalid(read.Errors) : await desk.Answer(token, value, form["note"], cancellation);
        if (outcome is Outcome<BenefitReviewView>.Done(var answered))
        {
            await Settling.Until(() => benefits.Find(answered.Benefit.Project, answered.Benefit.Number, cancellation),
                benefit => benefit?.Readings.FirstOrDefault(one => one.Review == answered.Reading.Review) is { Value: not null }, cancellation);
            return Pages.SeeOther($"/benefit-reviews/{token}");
        }
        var refusal = ((Outcome<BenefitReviewView>.Refused)outcome).Refusal;
        return (await desk.Open(token, cancellation)).ToPage(view => Page(token, view, form.Fields, refusal));
    }

    private static async Task<IResult> Post<T>(string id, FormBody form, ClosureReader reader, Func<Actor, Task<Outcome<T>>> act, CancellationToken cancellation)
    {
        if (await reader.Read(new(id), cancellation) is not { } model)
            return RefusalAnswers.Page(new Refusal.NotFound($"There is no project {id}."));
        if (!reader.Viewer.MayChange(model.Project))
            return RefusalAnswers.Page(new Refusal.Forbidden("Only the project's own lead or an analyst may change it."));
        var outcome = await act(reader.Viewer.Actor());
        return outcome.ToPage(_ => Pages.SeeOther($"/projects/{id}/closure"),
            errors => Pages.Page<ClosurePage>(new { Model = model with { Typed = form.Fields, Errors = errors } }, StatusCodes.Status400BadRequest));
    }

    /// <summary>One lesson to a line: what happened, an arrow, what to do about it.</summary>
    internal static IReadOnlyList<Lesson> Lessons(string? lines) =>
        [.. (lines ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split("=>", 2, StringSplitOptions.TrimEntries)).Select(parts => new Lesson(parts[0], parts.Length > 1 ? parts[1] : ""))];

    private static IResult Page(string token, BenefitReviewView view, IReadOnlyDictionary<string, string> typed, Refusal? refusal) =>
        Pages.Page<BenefitReviewPage>(new
        {
            Token = token,
            View = view,
            Typed = typed,
            Errors = (refusal as Refusal.Invalid)?.Errors ?? [],
            Refused = refusal is null or Refusal.Invalid ? null : refusal.Message,
        }, refusal is null ? StatusCodes.Status200OK : RefusalAnswers.Status(refusal));
}

/// <summary>Reads what the page of a project's end shows.</summary>
internal sealed class ClosureReader(ControlQueries control, ClosureDesk closure, BenefitLedger benefits, Viewer viewer)
{
    public Viewer Viewer => viewer;

    public async Task<ClosurePageModel?> Read(ProjectId id, CancellationToken cancellation)
    {
        if (await control.Read(id, cancellation) is not { } steered)
            return null;
        var report = await closure.Find(id, cancellation);
        return new(steered.Project, report, await benefits.All(id, cancellation), steered.Gates.LastOrDefault(gate => gate.Kind == ProjectGateKind.Acceptance),
            steered.Closure is not null, steered.Project.State == ProjectState.Active && viewer.MayChange(steered.Project))
        {
            Handover = report?.Handover ?? [.. (steered.Closure?.Handover ?? []).Select(item => new PhaseItem(item.Name, item.Title, item.Kind))],
        };
    }
}
