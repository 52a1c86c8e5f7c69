using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>A project's phases, changes, baselines and decisions, for programs.</summary>
internal static class ControlApi
{
    public static void MapControlApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/projects/{id}").WithTags("Delivery").RequirePermission(Permission.SeeProjects);
        group.MapGet("/phases", Phases).Produces<PhasesResource>().ProducesProblem(404).WithSummary("Its way through its method, and decisions about it");
        group.MapGet("/changes", Changes).Produces<IReadOnlyList<ChangeResource>>().ProducesProblem(404).WithSummary("Changes to what was agreed, oldest first");
        group.MapGet("/baselines", Baselines).Produces<IReadOnlyList<BaselineResource>>().ProducesProblem(404).WithSummary("What was agreed, oldest first; none is ever overwritten");
        group.MapPost("/decisions/{number:int}", Decide).Produces<ProjectGateResource>(202).ProducesValidationProblem().ProducesProblem(403).ProducesProblem(409)
            .RequirePermission(Permission.Decide).WithSummary("Decide, signed in, where one has a seat");

        var leading = routes.MapGroup("/api/v1/projects/{id}").WithTags("Delivery").RequirePermission(Permission.LeadProjects);
        leading.MapPut("/phases/method", Choose).Produces<PhasesResource>().ProducesValidationProblem().ProducesProblem(409).WithSummary("Choose the method, until something was done by it");
        leading.MapPut("/phases/{phase}/items/{item}", Tick).Produces<PhasesResource>().ProducesProblem(404).ProducesProblem(409).WithSummary("Tick an item off, or not after all");
        leading.MapPost("/phases/{phase}/tailoring", Tailor).Produces<PhasesResource>().ProducesValidationProblem().ProducesProblem(409).WithSummary("Leave an item or the phase out, or add an item, with the reason");
        leading.MapPost("/phases/{phase}/next", GoOn).Produces<PhasesResource>(202).ProducesValidationProblem().ProducesProblem(409).WithSummary("Begin or end the phase, or ask for the decision that stands before that");
        leading.MapPost("/changes", Ask).Produces<ChangeResource>(202).ProducesValidationProblem().ProducesProblem(409).WithSummary("Ask for a change to what was agreed");
    }

    private static Task<IResult> Phases(string id, ControlQueries queries, CancellationToken cancellation) => Read(id, queries, PhasesResource.Of, cancellation);

    private static Task<IResult> Changes(string id, ControlQueries queries, CancellationToken cancellation) =>
        Read(id, queries, control => control.Changes.Select(ChangeResource.Of).ToList(), cancellation);

    private static Task<IResult> Baselines(string id, ControlQueries queries, CancellationToken cancellation) =>
        Read(id, queries, control => control.Baselines.Select(BaselineResource.Of).ToList(), cancellation);

    private static async Task<IResult> Decide(
        string id, int number, JsonBody<ProjectDecisionResource> body, ProjectGateDesk desk, Viewer viewer, CancellationToken cancellation)
    {
        var words = new DecisionWords(ChoiceWords.Read<Decision>(body.Value.Decision), body.Value.Comment);
        return (await desk.DecideSignedIn(new(id), number, viewer.Actor(), words, cancellation: cancellation)).ToApi(gate => Results.Accepted($"/api/v1/projects/{id}/phases", ProjectGateResource.Of(gate)));
    }

    private static Task<IResult> Choose(string id, JsonBody<MethodResource> body, PhaseDesk desk, ControlQueries queries, ProjectQueries projects, Viewer viewer, CancellationToken cancellation) =>
        Do(id, projects, viewer, actor => desk.Choose(new(id), actor, body.Value.Method ?? "", body.Value.Because, cancellation), _ => Phases(id, queries, cancellation));

    private static Task<IResult> Tick(
        string id, string phase, string item, JsonBody<TickResource> body, PhaseDesk desk, ControlQueries queries, ProjectQueries projects, Viewer viewer, CancellationToken cancellation) =>
        Do(id, projects, viewer, actor => desk.Tick(new(id), actor, phase, item, body.Value.Done, body.Value.Evidence, cancellation), _ => Phases(id, queries, cancellation));

    private static Task<IResult> Tailor(
        string id, string phase, JsonBody<TailoringResource> body, PhaseDesk desk, ControlQueries queries, ProjectQueries projects, Viewer viewer, CancellationToken cancellation) =>
        Do(id, projects, viewer, actor => body.Value switch
        {
            { Add: { } title } => desk.Add(new(id), actor, phase, ChoiceWords.Read<MethodItemKind>(body.Value.Kind) ?? MethodItemKind.Check, title, body.Value.Because, cancellation),
            { LeaveOut: { } item } => desk.LeaveOut(new(id), actor, phase, item, body.Value.Because, cancellation),
            _ => desk.LeaveOut(new(id), actor, phase, body.Value.Because, cancellation),
        }, _ => Phases(id, queries, cancellation));

    private static Task<IResult> GoOn(string id, string phase, PhaseDesk desk, ControlQueries queries, ProjectQueries projects, Viewer viewer, CancellationToken cancellation) =>
        Do(id, projects, viewer, actor => desk.GoOn(new(id), actor, phase, cancellation),
            async _ => Results.Accepted($"/api/v1/projects/{id}/phases", PhasesResource.Of((await queries.Read(new(id), cancellation))!)));

    private static Task<IResult> Ask(string id, JsonBody<ChangeAskingResource> body, ChangeDesk desk, ProjectQueries projects, Viewer viewer, CancellationToken cancellation)
    {
        var (asked, months) = (body.Value, new List<MonthOfMoney>());
        foreach (var month in asked.Months ?? [])
        {
            if (!Month.TryParse(month.Month, out var read))
                return Task.FromResult(RefusalAnswers.Problem(new Refusal.Invalid([new("months", $"'{month.Month}' is no month such as 2026-12.")])));
            months.Add(new(read, month.Budget));
        }
        return Do(id, projects, viewer, actor => desk.Ask(new(id), actor, new(asked.Title, asked.Because, asked.Scope, asked.End, asked.Budget, asked.Milestones ?? [], months), cancellation),
            change => Task.FromResult(Results.Accepted($"/api/v1/projects/{id}/changes", ChangeResource.Of(change))));
    }

    private static async Task<IResult> Read<T>(string id, ControlQueries queries, Func<ProjectControl, T> resource, CancellationToken cancellation) =>
        await queries.Read(new(id), cancellation) is { } control ? Results.Ok(resource(control)) : RefusalAnswers.Problem(new Refusal.NotFound($"There is no project {id}."));

    private static async Task<IResult> Do<T>(string id, ProjectQueries projects, Viewer viewer, Func<Actor, Task<Outcome<T>>> act, Func<T, Task<IResult>> done)
    {
        var changeable = await projects.Changeable(new(id), viewer, CancellationToken.None);
        if (changeable is Outcome<ProjectRecord>.Refused)
            return changeable.ToApi(_ => Results.NoContent());
        return await act(viewer.Actor()) switch
        {
            Outcome<T>.Done(var value) => await done(value),
            Outcome<T>.Refused(var refusal) => RefusalAnswers.Problem(refusal),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
