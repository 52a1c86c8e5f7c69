using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Web.Workshop;

/// <summary>The administrator's pages on which running requests are moved to another version.</summary>
internal static class MigrationEndpoints
{
    public static void MapMigrations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/lifecycles/{name}").RequirePermission(Permission.Administer).ExcludeFromDescription();
        group.MapGet("/migrate", (string name, int? from, int? to, WorkshopPages pages, MigrationDesk desk, TimeProvider clock, CancellationToken cancellation) =>
            Preview(name, from, to, pages, desk, clock, [], cancellation));
        group.MapPost("/migrations", Begin).ProtectForm();
        group.MapGet("/migrations/{id}", Show);
    }

    private static async Task<IResult> Preview(
        string name, int? from, int? to, WorkshopPages pages, MigrationDesk desk, TimeProvider clock, IReadOnlyList<FieldError> errors, CancellationToken cancellation)
    {
        // Before it is read: what moves on meanwhile was not seen.
        var seen = clock.GetUtcNow();
        var editions = pages.EditionsOf(name);
        if (pages.Edition(name, to) is not { } after || editions.Count == 0)
            return RefusalAnswers.Page(WorkshopPages.None(name));
        var counts = (await pages.Versions(cancellation)).Where(line => line.Edition.Lifecycle.Name == name && line.Edition.Lifecycle.Version != after.Lifecycle.Version).ToList();
        // The version with most requests on it, where none is named.
        var before = from is not null ? pages.Edition(name, from) : counts.MaxBy(line => line.Running)?.Edition ?? after;
        if (before is null)
            return RefusalAnswers.Page(WorkshopPages.None(name));
        var items = await desk.Preview(before.Lifecycle.Id, after.Lifecycle.Id, cancellation) is Outcome<IReadOnlyList<MigrationItem>>.Done(var all) ? all : [];
        return Pages.Page<MigratePage>(new
        {
            Name = name,
            Editions = editions,
            From = before.Lifecycle.Version,
            To = after.Lifecycle.Version,
            Items = items,
            Changes = LifecycleFacts.Compare(before.Lifecycle, after.Lifecycle),
            Earlier = await desk.Of(name, cancellation),
            Seen = seen,
            Errors = errors,
        }, errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Begin(string name, FormBody form, WorkshopPages pages, MigrationDesk desk, TimeProvider clock, Viewer viewer, CancellationToken cancellation)
    {
        var (from, to) = (Number(form["from"]), Number(form["to"]));
        var only = form["which"] == "all" ? null : form.Group("request.").Keys.Select(id => new RequestId(id)).ToHashSet();
        var begun = await desk.Begin(new(name, from), new(name, to), only, viewer.Actor(), Moment(form["seen"]), cancellation);
        if (begun is Outcome<MigrationRecord>.Refused(Refusal.Invalid(var errors)))
            return await Preview(name, from, to, pages, desk, clock, errors, cancellation);
        if (begun is Outcome<MigrationRecord>.Done(var record))
            await After(record.Id, desk, cancellation);
        return begun.ToPage(migration => Pages.SeeOther($"/lifecycles/{name}/migrations/{migration.Id}"));
    }

    private static async Task<IResult> Show(string name, string id, MigrationDesk desk, CancellationToken cancellation) =>
        await desk.Find(id, cancellation) is { } record && record.From.Name == name
            ? Pages.Page<MigrationPage>(new { Record = record, Items = await desk.Items(id, cancellation) })
            : RefusalAnswers.Page(new Refusal.NotFound($"There is no migration {id}."));

    /// <summary>The migration once it has finished, or as far as it is where that takes longer than somebody wants to wait.</summary>
    internal static async Task<MigrationRecord?> After(string id, MigrationDesk desk, CancellationToken cancellation)
    {
        MigrationRecord? now = null;
        await Settling.Until(async () => now = await desk.Find(id, cancellation), record => record?.FinishedAt is not null, cancellation);
        return now;
    }

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
