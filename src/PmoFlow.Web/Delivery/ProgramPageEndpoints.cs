using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Portfolio;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Delivery;

/// <summary>Programs, for people.</summary>
internal static class ProgramPageEndpoints
{
    private const int MostInFile = 1000;

    public static void MapProgramPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/programs").RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        group.MapGet("", List);
        routes.MapGet("/programs.{kind:regex(^(csv|xlsx)$)}", ListFile).RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        group.MapGet("/new", New).RequirePermission(Permission.RunProjects);
        group.MapGet("/{id}", Show);
        group.MapGet("/{id}/projects.{kind:regex(^(csv|xlsx)$)}", ProjectsFile);
        group.MapPost("", Create).RequirePermission(Permission.RunProjects).ProtectForm();
        group.MapPost("/{id}", Change).RequirePermission(Permission.RunProjects).ProtectForm();
        group.MapPost("/{id}/projects", Place).RequirePermission(Permission.RunProjects).ProtectForm();
        routes.MapPost("/projects/{id}/program", PlaceOnProject).RequirePermission(Permission.RunProjects).ExcludeFromDescription().ProtectForm();
    }

    private static async Task<IResult> List(
        string? unit, string? q, string? rule, string? cursor, ProgramQueries programs, OfficeDirectory directory, Boards days, CancellationToken cancellation) =>
        await BoardQuery.Read(unit, null, rule).ToPage(async query => Pages.Page<ProgramListPage>(new
        {
            Rows = await programs.List(query.Unit, q, cursor, 50, cancellation),
            Units = (IReadOnlyList<Unit>)[.. (await directory.Units(cancellation)).Where(one => one.On(days.Today) is not null)],
            Unit = query.Unit?.Value,
            Text = q,
            query.Rule,
            IsFirst = cursor is null,
        }));

    private static async Task<IResult> ListFile(string kind, string? unit, string? q, string? rule, ProgramQueries programs, OfficeDirectory directory, CancellationToken cancellation) =>
        await BoardQuery.Read(unit, null, rule).ToPage(async query =>
        {
            var names = (await directory.Units(cancellation)).ToDictionary(one => one.Id, one => one.Name);
            return ProgramSheets.Programs((await programs.List(query.Unit, q, null, MostInFile, cancellation)).Rows, query.Rule, one => names.GetValueOrDefault(one, one.Value)).ToResult(kind);
        });

    private static async Task<IResult> New(string? project, ProjectQueries projects, OfficeDirectory directory, CancellationToken cancellation) =>
        Pages.Page<ProgramFormPage>(new { Form = await Form(project, projects, directory, cancellation) });

    private static async Task<IResult> Show(
        string id, string? asOf, string? rule, ProgramQueries programs, OfficeDirectory directory, Viewer viewer, CancellationToken cancellation) =>
        await ProgramQuery.Read(id, asOf, rule).ToPage(query => Page(query, new ProgramFormModel([]), StatusCodes.Status200OK, programs, directory, viewer, cancellation));

    private static async Task<IResult> ProjectsFile(string id, string kind, string? asOf, string? rule, ProgramQueries programs, CancellationToken cancellation) =>
        await ProgramQuery.Read(id, asOf, rule).ToPage(async query => await programs.Read(query.Id, query.AsOf, cancellation) is { } view
            ? ProgramSheets.Projects(view).ToResult(kind) : NoSuchProgram(id));

    private static async Task<IResult> Create(
        FormBody form, ProgramDesk desk, ProjectQueries projects, OfficeDirectory directory, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = await desk.Create(viewer.Actor(), Content(form), cancellation);
        if (outcome is Outcome<ProgramRecord>.Done(var program) && form["project"] is { } first
            && await desk.Place(new(first), viewer.Actor(), program.Id, null, cancellation) is Outcome<ProjectRecord>.Refused(var refusal))
        {
            return RefusalAnswers.Page(refusal);
        }
        var asked = await Form(form["project"], projects, directory, cancellation);
        return outcome.ToPage(made => Pages.SeeOther($"/programs/{made.Id}"),
            errors => Pages.Page<ProgramFormPage>(new { Form = asked with { Typed = form.Fields, Errors = errors } }, StatusCodes.Status400BadRequest));
    }

    private static async Task<IResult> Change(
        string id, FormBody form, ProgramDesk desk, ProgramQueries programs, OfficeDirectory directory, Viewer viewer, CancellationToken cancellation) =>
        await Next(id, form, await desk.Change(new(id), viewer.Actor(), Content(form), cancellation), programs, directory, viewer, cancellation);

    private static async Task<IResult> Place(
        string id, FormBody form, ProgramDesk desk, ProjectQueries projects, ProgramQueries programs, OfficeDirectory directory, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = Day(form) is not { } from ? NoDay()
            : form["placed"] is not { } number || await projects.Find(new(number), cancellation) is null ? new Refusal.Invalid([new("placed", "Give the number of a project.")])
            : await desk.Place(new(number), viewer.Actor(), new ProgramId(id), from.Day, cancellation);
        return await Next(id, form, outcome, programs, directory, viewer, cancellation);
    }

    private static async Task<IResult> PlaceOnProject(
        string id, FormBody form, ProgramDesk desk, ProjectPageReader reader, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = Day(form) is { } from ? await desk.Place(new(id), viewer.Actor(), form["program"] is { } program ? new ProgramId(program) : null, from.Day, cancellation) : NoDay();
        return outcome is Outcome<ProjectRecord>.Refused(Refusal.Invalid(var errors)) && await reader.Read(new(id), cancellation) is { } model
            ? Pages.Page<ProjectPage>(new { Model = model with { Typed = form.Fields, Errors = errors } }, StatusCodes.Status400BadRequest)
            : outcome.ToPage(_ => Pages.SeeOther($"/projects/{id}#program"));
    }

    private static async Task<IResult> Next<T>(
        string id, FormBody form, Outcome<T> outcome, ProgramQueries programs, OfficeDirectory directory, Viewer viewer, CancellationToken cancellation) =>
        outcome is Outcome<T>.Refused(Refusal.Invalid(var errors))
            ? await Page(new(new(id), null, RollUp.Worst), new ProgramFormModel([]) { Typed = form.Fields, Errors = errors }, StatusCodes.Status400BadRequest, programs, directory, viewer, cancellation)
            : outcome.ToPage(_ => Pages.SeeOther($"/programs/{id}"));

    private static async Task<IResult> Page(
        ProgramQuery query, ProgramFormModel form, int status, ProgramQueries programs, OfficeDirectory directory, Viewer viewer, CancellationToken cancellation) =>
        await programs.Read(query.Id, query.AsOf, cancellation) is { } view
            ? Pages.Page<ProgramPage>(new { Model = new ProgramPageModel(query, view, form with { Units = await directory.Units(cancellation) }, viewer.May(Permission.RunProjects)) }, status)
            : NoSuchProgram(query.Id.Value);

    private static async Task<ProgramFormModel> Form(string? project, ProjectQueries projects, OfficeDirectory directory, CancellationToken cancellation) =>
        new(await directory.Units(cancellation)) { Project = string.IsNullOrWhiteSpace(project) ? null : await projects.Find(new(project), cancellation) };

    private static ProgramContent Content(FormBody form) => new(form["name"], form["outcome"], form["unit"], form["ownerEmail"]);

    private static (DateOnly? Day, bool IsRead)? Day(FormBody form) => form["from"] is not { } text ? (null, true)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (day, true) : null;

    private static Outcome<ProjectRecord> NoDay() => new Refusal.Invalid([new("from", "Give a day as year-month-day, such as 2026-11-23.")]);

    private static IResult NoSuchProgram(string id) => RefusalAnswers.Page(new Refusal.NotFound($"There is no program {id}."));
}
