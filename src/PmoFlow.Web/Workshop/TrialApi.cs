using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Intake;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Web.Workshop;

/// <summary>Trials for programs.</summary>
internal static class TrialApi
{
    public static void MapTrialApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/lifecycles/{name}").WithTags("Lifecycles").RequirePermission(Permission.Administer);
        group.MapGet("/people", People).Produces<ListResource<TrialRoleResource>>().ProducesProblem(404).WithSummary("Whose behaviour can be chosen in a trial, and what each can do (?version=)");
        group.MapPost("/trials", Begin).Produces<TrialResource>(201).ProducesValidationProblem().WithSummary("Let a made-up request live through a version, or through a file, in virtual time");
        group.MapGet("/trials/{id}", Get).Produces<TrialResource>().ProducesProblem(404).WithSummary("A trial: how far it is, everything that happened with its mails and waits");
    }

    private static IResult People(string name, int? version, TrialDesk trials) => trials.Of(name, version, null) is { } lifecycle
        ? Results.Ok(new ListResource<TrialRoleResource>([.. TrialRole.Of(lifecycle).DistinctBy(role => role.Key).Select(TrialRoleResource.From)], null))
        : RefusalAnswers.Problem(WorkshopPages.None(name));

    private static async Task<IResult> Begin(string name, JsonBody<TrialBody> body, TrialDesk trials, Viewer viewer, TimeProvider clock, CancellationToken cancellation)
    {
        var fields = SubmittedFields.Read(body.Value.Fields);
        if (fields is Outcome<Dictionary<string, string>>.Refused(var refusal))
            return RefusalAnswers.Problem(refusal);
        var people = new Dictionary<string, TrialBehaviour>();
        foreach (var (key, behaviour) in body.Value.People ?? new Dictionary<string, TrialBehaviourResource>())
        {
            if (ChoiceWords.Read<TrialAct>(behaviour.Act) is not { } act)
                return RefusalAnswers.Problem(ChoiceWords.Unknown<TrialAct>($"people.{key}.act"));
            people[key] = new(act, behaviour.After);
        }
        var plan = new TrialPlan(name, body.Value.Version, body.Value.File, clock.GetUtcNow(), body.Value.Title ?? "A made-up request",
            ((Outcome<Dictionary<string, string>>.Done)fields).Value, people);
        var begun = await trials.Begin(plan, viewer.Actor(), cancellation);
        if (begun is not Outcome<TrialRecord>.Done(var trial))
            return begun.ToApi(_ => Results.NoContent());
        var settled = await TrialSettling.After(trial.Id, trials, cancellation) ?? trial;
        return Results.Json(TrialResource.Of(settled, await trials.Events(trial.Id, cancellation)), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Get(string name, string id, TrialDesk trials, CancellationToken cancellation) =>
        await trials.Find(id, cancellation) is { } trial && trial.Plan.Name == name
            ? Results.Ok(TrialResource.Of(trial, await trials.Events(id, cancellation)))
            : RefusalAnswers.Problem(new Refusal.NotFound($"There is no trial {id}."));
}
