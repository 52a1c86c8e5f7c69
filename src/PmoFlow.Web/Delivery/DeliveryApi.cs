using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>A project's milestones, money and risks, for programs.</summary>
internal static class DeliveryApi
{
    public static void MapDeliveryApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/projects/{id}").WithTags("Delivery").RequirePermission(Permission.SeeProjects);
        group.MapGet("/milestones", Milestones).Produces<MilestonesResource>().ProducesProblem(404).WithSummary("Milestones, and when the whole is complete by simulation (P50, P80)");
        group.MapGet("/money", Money).Produces<MoneyResource>().ProducesProblem(404).WithSummary("Money by month, earned value, earned schedule, estimates at completion");
        group.MapGet("/forecasts", Forecasts).Produces<IReadOnlyList<ForecastResource>>().ProducesProblem(404).WithSummary("Forecasts as they were made, scored once it has happened");
        group.MapGet("/raid", Raid).Produces<IReadOnlyList<RaidResource>>().ProducesProblem(404).WithSummary("Risks, issues, assumptions, decisions");
        group.MapGet("/needs", Needs).Produces<NeedsResource>().ProducesProblem(404).WithSummary("What it needs of other projects, and others of it");

        var leading = routes.MapGroup("/api/v1/projects/{id}").WithTags("Delivery").RequirePermission(Permission.LeadProjects);
        leading.MapPut("/milestones", SetMilestones).Produces<MilestonesResource>().ProducesValidationProblem().ProducesProblem(409).WithSummary("Set all milestones; a baseline that is there stays");
        leading.MapPut("/money", TakeMoney).Produces<MoneyResource>().ProducesValidationProblem().ProducesProblem(409).WithSummary("Take over months; what is null stays as it is");
        leading.MapPost("/money/file", TakeFile).Accepts<byte[]>("text/csv").Produces<MoneyResource>().ProducesValidationProblem().ProducesProblem(409)
            .WithSummary("The same from CSV with the columns month, budget, actual, forecast, complete");
        leading.MapPost("/raid", Raise).Produces<RaidResource>(201).ProducesValidationProblem().ProducesProblem(409).WithSummary("Enter a risk, issue, assumption or decision");
        leading.MapPut("/raid/{number:int}", Change).Produces<RaidResource>().ProducesValidationProblem().ProducesProblem(404).WithSummary("Change or close one");
        leading.MapPut("/needs", SetNeeds).Produces<NeedsResource>().ProducesValidationProblem().ProducesProblem(409).WithSummary("Set all that it needs of other projects");
    }

    private static Task<IResult> Milestones(string id, DeliveryQueries queries, CancellationToken cancellation) =>
        Read(id, queries, MilestonesResource.Of, cancellation);

    private static Task<IResult> Money(string id, DeliveryQueries queries, OfficeSettings office, CancellationToken cancellation) =>
        Read(id, queries, delivery => MoneyResource.Of(delivery, office.Currency), cancellation);

    private static Task<IResult> Forecasts(string id, DeliveryQueries queries, CancellationToken cancellation) => Read(id, queries, delivery =>
    {
        var scored = delivery.Scored.ToDictionary(score => score.Forecast);
        return delivery.Forecasts.Select(forecast => ForecastResource.Of(forecast, scored.GetValueOrDefault(forecast))).ToList();
    }, cancellation);

    private static Task<IResult> Raid(string id, DeliveryQueries queries, CancellationToken cancellation) =>
        Read(id, queries, delivery => delivery.Raid.Select(RaidResource.Of).ToList(), cancellation);

    private static async Task<IResult> Needs(string id, DeliveryQueries queries, NeedQueries needs, CancellationToken cancellation) =>
        await queries.Read(new(id), cancellation) is { } delivery ? Results.Ok(NeedsResource.Of(await needs.Of(delivery, cancellation), delivery.Today)) : NoProject(id);

    private static Task<IResult> SetMilestones(
        string id, JsonBody<MilestonesResource> body, PlanDesk desk, DeliveryQueries queries, Viewer viewer, ProjectQueries projects, CancellationToken cancellation) =>
        Do(id, projects, viewer, actor => desk.Set(new(id), actor,
            new MilestonePlan([.. (body.Value.Milestones ?? []).Select(milestone => milestone.ToMilestone())]), cancellation),
            _ => Milestones(id, queries, cancellation));

    private static Task<IResult> TakeMoney(
        string id, JsonBody<MonthsResource> body, MoneyDesk desk, OfficeSettings office, Viewer viewer, ProjectQueries projects, CancellationToken cancellation)
    {
        var given = body.Value.Months ?? [];
        var wrong = given.Where(month => !Month.TryParse(month.Month, out _)).ToList();
        if (wrong.Count > 0)
            return Task.FromResult(RefusalAnswers.Problem(new Refusal.Invalid([.. wrong.Select(month => new FieldError("months", $"'{month.Month}' is no month such as 2026-12."))])));
        var unknown = given.SelectMany(month => month.Clear ?? []).Where(part => ChoiceWords.Read<MoneyParts>(part) is null or MoneyParts.None).ToList();
        if (unknown.Count > 0)
            return Task.FromResult(RefusalAnswers.Problem(new Refusal.Invalid([.. unknown.Select(part => new FieldError("months", $"'{part}' is no part of a month: budget, actual, forecast, complete."))])));
        return Do(id, projects, viewer, actor => desk.Take(new(id), actor, [.. given.Select(Read)], null, cancellation),
            delivery => Task.FromResult(Results.Ok(MoneyResource.Of(delivery, office.Currency))));
    }

    private static Task<IResult> TakeFile(
        string id, HttpRequest request, string? name, MoneyDesk desk, OfficeSettings office, Viewer viewer, ProjectQueries projects, CancellationToken cancellation) =>
        Do(id, projects, viewer, actor => desk.Import(new(id), actor, request.Body, name ?? "money.csv", cancellation),
            delivery => Task.FromResult(Results.Ok(MoneyResource.Of(delivery, office.Currency))));

    private static Task<IResult> Raise(
        string id, JsonBody<RaidResource> body, RaidDesk desk, Viewer viewer, ProjectQueries projects, CancellationToken cancellation) =>
        Content(body.Value) is Outcome<RaidContent>.Done(var content)
            ? Do(id, projects, viewer, actor => desk.Raise(new(id), actor, content, cancellation),
                item => Task.FromResult(Results.Created($"/api/v1/projects/{id}/raid/{item.Number}", RaidResource.Of(item))))
            : Task.FromResult(Content(body.Value).ToApi(_ => Results.NoContent()));

    private static Task<IResult> Change(
        string id, int number, JsonBody<RaidResource> body, RaidDesk desk, Viewer viewer, ProjectQueries projects, CancellationToken cancellation) =>
        Content(body.Value) is Outcome<RaidContent>.Done(var content)
            ? Do(id, projects, viewer, actor => desk.Change(new(id), actor, number, content, cancellation),
                item => Task.FromResult(Results.Ok(RaidResource.Of(item))))
            : Task.FromResult(Content(body.Value).ToApi(_ => Results.NoContent()));

    private static Task<IResult> SetNeeds(
        string id, JsonBody<NeedsResource> body, PlanDesk desk, DeliveryQueries queries, NeedQueries needs, Viewer viewer, ProjectQueries projects, CancellationToken cancellation) =>
        Do(id, projects, viewer, actor => desk.Need(new(id), actor,
            [.. (body.Value.Needs ?? []).Select(need => new ProjectDependency(new(id), new(need.On ?? ""), need.What ?? "", need.NeededBy, need.Milestone))], cancellation),
            _ => Needs(id, queries, needs, cancellation));

    private static Outcome<RaidContent> Content(RaidResource body)
    {
        if (ChoiceWords.Read<RaidKind>(body.Kind) is not { } kind)
            return ChoiceWords.Unknown<RaidKind>("kind");
        if (body.State is not null && ChoiceWords.Read<RaidState>(body.State) is null)
            return ChoiceWords.Unknown<RaidState>("state");
        return new RaidContent(kind, body.Title ?? "", body.Detail, body.Probability, body.Impact, body.Owner, body.Due,
            ChoiceWords.Read<RaidState>(body.State) ?? RaidState.Open, body.Resolution);
    }

    private static MonthOfMoney Read(MonthChangeResource month) =>
        new(Month.TryParse(month.Month, out var parsed) ? parsed : default, month.Budget, month.Actual, month.Forecast, month.Complete)
        {
            Clears = (month.Clear ?? []).Aggregate(MoneyParts.None, (all, part) => all | ChoiceWords.Read<MoneyParts>(part) ?? all),
        };

    private static async Task<IResult> Read<T>(string id, DeliveryQueries queries, Func<ProjectDelivery, T> resource, CancellationToken cancellation) =>
        await queries.Read(new(id), cancellation) is { } delivery ? Results.Ok(resource(delivery)) : NoProject(id);

    private static IResult NoProject(string id) => RefusalAnswers.Problem(new Refusal.NotFound($"There is no project {id}."));

    private static async Task<IResult> Do<T>(
        string id, ProjectQueries projects, Viewer viewer, Func<Actor, Task<Outcome<T>>> act, Func<T, Task<IResult>> done)
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
