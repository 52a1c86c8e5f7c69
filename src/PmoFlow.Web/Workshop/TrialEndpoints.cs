using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Design;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Web.Workshop;

/// <summary>The administrator's pages on which a process is tried with a made-up request.</summary>
internal static class TrialEndpoints
{
    public static void MapTrials(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/lifecycles/{name}").RequirePermission(Permission.Administer).ExcludeFromDescription();
        group.MapGet("/try", Ask);
        group.MapPost("/trials", Begin).ProtectForm();
        group.MapGet("/trials/{id}", Show);
    }

    private static async Task<IResult> Ask(
        string name, string? version, string? trial, WorkshopPages pages, WorkshopDesk desk, TrialDesk trials, TimeProvider clock, CancellationToken cancellation)
    {
        var (chosen, lifecycle, _) = await Choose(name, version, pages, desk, trials, cancellation);
        if (lifecycle is null)
            return chosen == "draft" ? Pages.SeeOther($"/lifecycles/{name}/draft") : RefusalAnswers.Page(WorkshopPages.None(name));
        var typed = TrialForms.Sample(lifecycle, clock.GetUtcNow());
        if (trial is not null && await trials.Find(trial, cancellation) is { } before)
            Remember(typed, before.Plan);
        return await Form(name, chosen, lifecycle, typed, [], pages, desk, cancellation);
    }

    private static async Task<IResult> Begin(
        string name, FormBody form, WorkshopPages pages, WorkshopDesk desk, TrialDesk trials, Viewer viewer, TimeProvider clock, CancellationToken cancellation)
    {
        var (chosen, lifecycle, text) = await Choose(name, form["version"], pages, desk, trials, cancellation);
        if (lifecycle is null)
            return Pages.SeeOther($"/lifecycles/{name}/draft");
        var plan = new TrialPlan(name, text is null ? lifecycle.Version : null, text, clock.GetUtcNow(), form["title"] ?? "", form.Group("fields."), TrialForms.People(form, lifecycle));
        var begun = await trials.Begin(plan, viewer.Actor(), cancellation);
        if (begun is Outcome<TrialRecord>.Refused(Refusal.Invalid(var errors)))
            return await Form(name, chosen, lifecycle, form.Fields, errors, pages, desk, cancellation);
        if (begun is Outcome<TrialRecord>.Done(var record))
            await TrialSettling.After(record.Id, trials, cancellation);
        return begun.ToPage(trial => Pages.SeeOther($"/lifecycles/{name}/trials/{trial.Id}"));
    }

    private static async Task<IResult> Show(string name, string id, TrialDesk trials, CancellationToken cancellation)
    {
        if (await trials.Find(id, cancellation) is not { } trial || trial.Plan.Name != name)
            return RefusalAnswers.Page(new Refusal.NotFound($"There is no trial {id}."));
        var roles = trials.Of(name, trial.Plan.Version, trial.Plan.Text) is { } lifecycle ? TrialRole.Of(lifecycle) : [];
        return Pages.Page<TrialPage>(new
        {
            Trial = trial,
            Events = await trials.Events(id, cancellation),
            Behaviours = (IReadOnlyList<(string, TrialBehaviour)>)[.. roles.DistinctBy(role => role.Key)
                .Select(role => (role.Title, trial.Plan.People.GetValueOrDefault(role.Key) ?? new TrialBehaviour(role.Acts[0], role.After)))],
        });
    }

    /// <summary>The version that is meant, its lifecycle, and its text where that is the draft.</summary>
    internal static async Task<(string Chosen, Lifecycle? Lifecycle, string? Text)> Choose(
        string name, string? version, WorkshopPages pages, WorkshopDesk desk, TrialDesk trials, CancellationToken cancellation)
    {
        var draft = await desk.Draft(name, cancellation);
        if (version == "draft" || (version is null && draft is not null && trials.Of(name, null, draft.Text) is not null))
            return ("draft", draft is null ? null : trials.Of(name, null, draft.Text), draft?.Text);
        var edition = pages.Edition(name, int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);
        return (edition?.Lifecycle.Version.ToString(CultureInfo.InvariantCulture) ?? "", edition?.Lifecycle, null);
    }

    private static void Remember(Dictionary<string, string> typed, TrialPlan plan)
    {
        typed["title"] = plan.Title;
        foreach (var (field, value) in plan.Fields)
            typed[$"fields.{field}"] = value;
        foreach (var (key, behaviour) in plan.People)
        {
            typed[$"act.{key}"] = Words.Stable(behaviour.Act);
            typed[$"after.{key}"] = behaviour.After.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static async Task<IResult> Form(
        string name, string chosen, Lifecycle lifecycle, IReadOnlyDictionary<string, string> typed, IReadOnlyList<FieldError> errors, WorkshopPages pages,
        WorkshopDesk desk, CancellationToken cancellation)
    {
        var versions = pages.EditionsOf(name).Select(edition => edition.Lifecycle.Version.ToString(CultureInfo.InvariantCulture)).ToList();
        if (await desk.Draft(name, cancellation) is not null)
            versions.Insert(0, "draft");
        return Pages.Page<TrialFormPage>(new { Lifecycle = lifecycle, Versions = versions, Chosen = chosen, Typed = typed, Errors = errors },
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
