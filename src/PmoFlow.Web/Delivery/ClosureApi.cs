using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Design;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>A project's end and its benefits, for programs.</summary>
internal static class ClosureApi
{
    public static void MapClosureApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/benefits", List).RequirePermission(Permission.SeeProjects).WithTags("Delivery")
            .Produces<ListResource<BenefitResource>>().WithSummary("What projects were to be worth, against what they came to");
        var group = routes.MapGroup("/api/v1/projects/{id}").WithTags("Delivery").RequirePermission(Permission.SeeProjects);
        group.MapGet("/closure", Closure).Produces<ClosureResource>().ProducesProblem(404).WithSummary("How it ended: what was delivered, handed over, learnt");
        group.MapGet("/benefits", Benefits).Produces<IReadOnlyList<BenefitResource>>().ProducesProblem(404).WithSummary("What it is to be worth, and what that came to");
        var leading = routes.MapGroup("/api/v1/projects/{id}").WithTags("Delivery").RequirePermission(Permission.LeadProjects);
        leading.MapPut("/closure", Write).Produces<ClosureResource>().ProducesValidationProblem().ProducesProblem(409).WithSummary("Write how it ends");
        leading.MapPut("/closure/handover/{item}", HandOver).Produces<ClosureResource>().ProducesProblem(404).ProducesProblem(409).WithSummary("Say that a point of the hand-over is seen to");
        leading.MapPost("/closure/acceptance", Ask).Produces<ClosureResource>(202).ProducesValidationProblem().ProducesProblem(409).WithSummary("Ask for the acceptance; accepted, the project is closed");
        leading.MapPost("/benefits", Enter).Produces<BenefitResource>(201).ProducesValidationProblem().ProducesProblem(409).WithSummary("Enter a benefit");
    }

    private static async Task<IResult> List(string? unit, string? state, string? cursor, int? pageSize, BenefitLedger benefits, CancellationToken cancellation) =>
        Results.Ok(ListResource<BenefitResource>.Of(await benefits.List(string.IsNullOrWhiteSpace(unit) ? null : new UnitId(unit), ChoiceWords.Read<BenefitState>(state), cursor,
            PageSizes.Of(pageSize), cancellation), BenefitResource.Of));

    private static async Task<IResult> Closure(string id, ClosureDesk desk, CancellationToken cancellation) =>
        await desk.Find(new(id), cancellation) is { } report ? Results.Ok(ClosureResource.Of(report)) : RefusalAnswers.Problem(new Refusal.NotFound($"Nothing is written about the end of project {id}."));

    private static async Task<IResult> Benefits(string id, ProjectQueries projects, BenefitLedger benefits, CancellationToken cancellation) =>
        await projects.Find(new(id), cancellation) is null ? RefusalAnswers.Problem(new Refusal.NotFound($"There is no project {id}."))
            : Results.Ok((await benefits.All(new(id), cancellation)).Select(BenefitResource.Of).ToList());

    private static Task<IResult> Write(string id, JsonBody<ClosureWriting> body, ClosureDesk desk, ProjectQueries projects, Viewer viewer, CancellationToken cancellation) =>
        Do(id, projects, viewer, actor => desk.Write(new(id), actor, new(body.Value.Delivered, body.Value.NotDelivered, body.Value.Lessons ?? []), cancellation),
            report => Results.Ok(ClosureResource.Of(report)));

    private static Task<IResult> HandOver(string id, string item, JsonBody<TickResource> body, ClosureDesk desk, ProjectQueries projects, Viewer viewer, CancellationToken cancellation) =>
        Do(id, projects, viewer, actor => desk.HandOver(new(id), actor, item, body.Value.Done, cancellation), report => Results.Ok(ClosureResource.Of(report)));

    private static Task<IResult> Ask(string id, ClosureDesk desk, ProjectQueries projects, Viewer viewer, CancellationToken cancellation) =>
        Do(id, projects, viewer, actor => desk.Ask(new(id), actor, cancellation), report => Results.Accepted($"/api/v1/projects/{id}/closure", ClosureResource.Of(report)));

    private static Task<IResult> Enter(string id, JsonBody<BenefitEntering> body, BenefitDesk desk, ProjectQueries projects, Viewer viewer, CancellationToken cancellation) =>
        Do(id, projects, viewer, actor => desk.Enter(new(id), actor, new(body.Value.Title, body.Value.Measure, body.Value.Counts, body.Value.Before, body.Value.Target, body.Value.OwnerEmail), cancellation),
            benefit => Results.Created($"/api/v1/projects/{id}/benefits", BenefitResource.Of(benefit)));

    private static async Task<IResult> Do<T>(string id, ProjectQueries projects, Viewer viewer, Func<Actor, Task<Outcome<T>>> act, Func<T, IResult> done)
    {
        var changeable = await projects.Changeable(new(id), viewer, CancellationToken.None);
        return changeable is Outcome<ProjectRecord>.Refused ? changeable.ToApi(_ => Results.NoContent()) : (await act(viewer.Actor())).ToApi(done);
    }
}

/// <summary>What is written about a project's end.</summary>
internal sealed record ClosureWriting(string? Delivered, string? NotDelivered, IReadOnlyList<Lesson>? Lessons);

/// <summary>What a project is to be worth.</summary>
internal sealed record BenefitEntering(string? Title, string? Measure, string? Counts, decimal? Before, decimal? Target, string? OwnerEmail);

/// <summary>How a project ended.</summary>
internal sealed record ClosureResource(
    string State, string Delivered, string? NotDelivered, IReadOnlyList<PhaseItemResource> Handover, IReadOnlyList<Lesson> Lessons, IReadOnlyDictionary<string, decimal>? Figures, int? Decision)
{
    public static ClosureResource Of(ClosureReport report) => new(Words.Stable(report.State), report.Delivered, report.NotDelivered,
        [.. report.Handover.Select(item => new PhaseItemResource(item.Name, item.Title, Words.Stable(item.Kind), item.DoneAt, item.DoneBy, null, null, null))], report.Lessons, report.Figures, report.Gate);
}

/// <summary>A benefit, planned against realised.</summary>
internal sealed record BenefitResource(
    string Project, int Number, string Title, string Measure, string? Counts, decimal Before, decimal Target, string Owner, string State, decimal? Realised, decimal? Percent,
    IReadOnlyList<DateTimeOffset> Reviews, IReadOnlyList<BenefitReadingResource> Readings)
{
    public static BenefitResource Of(Benefit benefit) => new(benefit.Project.Value, benefit.Number, benefit.Title, benefit.Measure, benefit.Counts, benefit.Before, benefit.Target, benefit.Owner,
        Words.Stable(benefit.State), benefit.Latest?.Value, benefit.Realised, benefit.Reviews,
        [.. benefit.Readings.Select(one => new BenefitReadingResource(one.Review, Words.Stable(one.State), one.AskedAt, one.Due, one.Value, one.Note, one.By, one.At))]);
}

/// <summary>What a benefit had come to at one review.</summary>
internal sealed record BenefitReadingResource(int Review, string State, DateTimeOffset AskedAt, DateTimeOffset Due, decimal? Value, string? Note, string? By, DateTimeOffset? At);
