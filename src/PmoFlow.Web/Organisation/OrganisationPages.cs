using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Export;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Portfolio;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Organisation;

/// <summary>The organisation as it is and as it was, what changed in it, and files of units and people.</summary>
internal static class OrganisationPages
{
    private const int MostBytes = 5 * 1024 * 1024;
    private static readonly BodyLimit Upload = new(MostBytes + (1024 * 1024));

    public static void MapOrganisation(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/organisation", (string? asOf, OfficeDirectory directory, UnitRegister register, Boards days, CancellationToken cancellation) =>
            Show(asOf, [], null, null, directory, register, days, cancellation)).RequirePermission(Permission.SeeDashboards).ExcludeFromDescription();
        routes.MapGet("/organisation/units" + TakeAway.Kind, async (string kind, OfficeDirectory directory, CancellationToken cancellation) =>
            OrganisationSheets.Units(await directory.Units(cancellation)).ToResult(kind)).RequirePermission(Permission.SeeDashboards).ExcludeFromDescription();
        routes.MapGet("/organisation/people" + TakeAway.Kind, async (string kind, OfficeDirectory directory, CancellationToken cancellation) =>
            OrganisationSheets.People(await directory.People(cancellation)).ToResult(kind)).RequirePermission(Permission.Administer).ExcludeFromDescription();
        routes.MapGet("/organisation/changes" + TakeAway.Kind, async (string kind, UnitRegister register, CancellationToken cancellation) =>
            OrganisationSheets.Changes(await register.Changes(int.MaxValue, cancellation)).ToResult(kind)).RequirePermission(Permission.SeeDashboards).ExcludeFromDescription();
        routes.MapPost("/organisation", Take).RequirePermission(Permission.Administer).WithMetadata(Upload).ExcludeFromDescription().ProtectForm();
        var api = routes.MapGroup("/api/v1/organisation").WithTags("Organisation");
        api.MapGet("/units", Units).RequirePermission(Permission.SeeDashboards)
            .Produces<IReadOnlyList<UnitOfDay>>().ProducesProblem(400).WithSummary("The units as they are, or were on a day");
        api.MapPost("/units", (HttpRequest request, OrganisationImport import, Viewer viewer, CancellationToken cancellation) =>
                Api(request, (file, token) => import.Units(file, viewer.Actor(), token), cancellation))
            .RequirePermission(Permission.Administer).WithMetadata(Upload).Produces<OrganisationImported>().ProducesProblem(400)
            .WithSummary("Takes units over from CSV: id, name, parent, from, to, calendar");
        api.MapPost("/people", (HttpRequest request, OrganisationImport import, Viewer viewer, CancellationToken cancellation) =>
                Api(request, (file, token) => import.People(file, viewer.Actor(), token), cancellation))
            .RequirePermission(Permission.Administer).WithMetadata(Upload).Produces<OrganisationImported>().ProducesProblem(400)
            .WithSummary("Takes people over from CSV: email, name, unit, roles");
    }

    private static async Task<IResult> Show(
        string? asOf, IReadOnlyList<FieldError> errors, string? kind, OrganisationImported? imported, OfficeDirectory directory, UnitRegister register, Boards days,
        CancellationToken cancellation)
    {
        if (BoardQuery.Read(null, asOf, null) is not Outcome<BoardQuery>.Done(var query))
            return RefusalAnswers.Page(new Refusal.Invalid([new("asOf", $"'{asOf}' is no day. Write it as 2026-03-31.")]));
        var day = query.AsOf ?? days.Today;
        return Pages.Page<OrganisationPage>(new
        {
            Day = day,
            IsToday = day == days.Today,
            IsAhead = day > days.Today,
            Tree = await register.Tree(day, cancellation),
            People = (await directory.People(cancellation)).CountBy(person => person.Unit).ToDictionary(),
            Changes = await register.Changes(cancellation: cancellation),
            Errors = errors,
            Kind = kind,
            Imported = imported,
        }, errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Take(
        HttpContext context, OfficeDirectory directory, UnitRegister register, OrganisationImport import, Boards days, Viewer viewer, CancellationToken cancellation)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
            return await Show(null, [new("file", "This page was open too long. Choose the file again.")], null, null, directory, register, days, cancellation);
        var form = await context.Request.ReadFormAsync(cancellation);
        var kind = form["kind"].FirstOrDefault();
        var errors = new List<FieldError>();
        if (kind is not ("units" or "people"))
            errors.Add(new("kind", "Say what the rows of the file are."));
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            errors.Add(new("file", "Choose the file."));
        else if (errors.Count == 0)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellation);
            var outcome = kind == "units" ? await import.Units(content, viewer.Actor(), cancellation) : await import.People(content, viewer.Actor(), cancellation);
            if (outcome is not Outcome<OrganisationImported>.Refused(Refusal.Invalid(var wrong)))
                return await outcome.ToPageAsync(imported => Show(null, [], kind, imported, directory, register, days, cancellation));
            errors.AddRange(wrong);
        }
        return await Show(null, errors, kind, null, directory, register, days, cancellation);
    }

    private static async Task<IResult> ToPageAsync(this Outcome<OrganisationImported> outcome, Func<OrganisationImported, Task<IResult>> done) =>
        outcome is Outcome<OrganisationImported>.Done(var imported) ? await done(imported) : outcome.ToPage(_ => Results.NoContent());

    private static async Task<IResult> Units(string? asOf, UnitRegister register, Boards days, CancellationToken cancellation)
    {
        if (BoardQuery.Read(null, asOf, null) is not Outcome<BoardQuery>.Done(var query))
            return RefusalAnswers.Problem(new Refusal.Invalid([new("asOf", $"'{asOf}' is no day. Write it as 2026-03-31.")]));
        var tree = await register.Tree(query.AsOf ?? days.Today, cancellation);
        return Results.Ok(tree.Subtree(null).Select(unit => new UnitOfDay(unit.Id.Value, unit.Name, unit.Parent?.Value, unit.Calendar)).ToList());
    }

    private static async Task<IResult> Api(
        HttpRequest request, Func<Stream, CancellationToken, Task<Outcome<OrganisationImported>>> take, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, cancellation);
        return (await take(content, cancellation)).ToApi(imported => Results.Ok(imported));
    }
}

/// <summary>A unit on a day.</summary>
internal sealed record UnitOfDay(string Id, string Name, string? Parent, string? Calendar);
