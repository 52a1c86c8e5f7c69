using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Export;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Delivery;

internal static class ProjectPageEndpoints
{
    public static void MapProjectPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/projects").RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        group.MapGet("", List);
        routes.MapGet("/projects" + TakeAway.Kind, ListFile).RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        group.MapGet("/{id}", Show);
        group.MapPost("/{id}/plan", Plan).RequirePermission(Permission.LeadProjects).ProtectForm();
        group.MapPost("/{id}/close", Close).RequirePermission(Permission.LeadProjects).ProtectForm();
    }

    private static async Task<IResult> List(
        string? unit, string? rating, string? state, string? q, string? cursor, ProjectQueries queries, OfficeDirectory directory, CancellationToken cancellation)
    {
        var filter = ProjectFilter.Read(unit, rating, state, q);
        if (filter is not Outcome<ProjectListQuery>.Done(var query))
            return filter.ToPage(_ => Results.NoContent());
        return Pages.Page<ProjectListPage>(new
        {
            Query = query,
            Rows = await queries.List(query with { Cursor = cursor }, cancellation),
            Units = await directory.Units(cancellation),
            IsFirst = cursor is null,
        });
    }

    private static async Task<IResult> ListFile(string kind, string? unit, string? rating, string? state, string? q, ProjectQueries queries, CancellationToken cancellation) =>
        await ProjectFilter.Read(unit, rating, state, q).ToPage(async query => ProjectSheets.Projects(await TakeAway.All(
            cursor => queries.List(query with { Cursor = cursor, PageSize = TakeAway.PageSize }, cancellation), ProjectSheets.Row)).ToResult(kind));

    private static async Task<IResult> Show(string id, ProjectPageReader reader, CancellationToken cancellation) =>
        await reader.Read(new(id), cancellation) is { } model
            ? Pages.Page<ProjectPage>(new { Model = model })
            : RefusalAnswers.Page(new Refusal.NotFound($"There is no project {id}."));

    private static async Task<IResult> Plan(
        string id, FormBody form, ProjectDesk desk, ProjectQueries queries, ProjectPageReader reader, Viewer viewer, CancellationToken cancellation)
    {
        var changeable = await queries.Changeable(new(id), viewer, cancellation);
        if (changeable is Outcome<ProjectRecord>.Refused)
            return changeable.ToPage(_ => Results.NoContent());
        var errors = new List<FieldError>();
        var plan = new ProjectPlan(form["leadEmail"], Day(form, "start", errors), Day(form, "end", errors), Amount(form, "budget", errors));
        var outcome = errors.Count > 0 ? new Refusal.Invalid(errors) : await desk.Plan(new(id), viewer.Actor(), plan, cancellation);
        return await Next(id, form, outcome, reader, cancellation);
    }

    private static async Task<IResult> Close(
        string id, FormBody form, ProjectDesk desk, ProjectQueries queries, ProjectPageReader reader, Viewer viewer, CancellationToken cancellation)
    {
        var changeable = await queries.Changeable(new(id), viewer, cancellation);
        if (changeable is Outcome<ProjectRecord>.Refused)
            return changeable.ToPage(_ => Results.NoContent());
        var outcome = await desk.Close(new(id), viewer.Actor(), form["note"], cancellation);
        if (outcome is Outcome<ProjectRecord>.Done)
            await ProjectSettling.UntilClosed(new(id), queries, cancellation);
        return await Next(id, form, outcome, reader, cancellation);
    }

    private static async Task<IResult> Next(
        string id, FormBody form, Outcome<ProjectRecord> outcome, ProjectPageReader reader, CancellationToken cancellation) =>
        outcome is Outcome<ProjectRecord>.Refused(Refusal.Invalid(var errors)) && await reader.Read(new(id), cancellation) is { } model
            ? Pages.Page<ProjectPage>(new { Model = model with { Typed = form.Fields, Errors = errors } }, StatusCodes.Status400BadRequest)
            : outcome.ToPage(_ => Pages.SeeOther($"/projects/{id}"));

    private static DateOnly? Day(FormBody form, string field, List<FieldError> errors)
    {
        if (form[field] is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        errors.Add(new(field, "Give a day as year-month-day, such as 2026-11-23."));
        return null;
    }

    private static decimal? Amount(FormBody form, string field, List<FieldError> errors)
    {
        if (form[field] is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount))
            return amount;
        errors.Add(new(field, "Give an amount in figures, such as 12500 or 12,500.50."));
        return null;
    }
}
