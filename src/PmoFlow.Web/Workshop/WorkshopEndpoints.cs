using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Web.Workshop;

/// <summary>The administrator's pages of the office's processes: read, drawn, checked, changed, compared, published.</summary>
internal static class WorkshopEndpoints
{
    public static void MapWorkshop(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/lifecycles").RequirePermission(Permission.Administer).ExcludeFromDescription();
        group.MapGet("", (WorkshopPages pages, WorkshopDesk desk, CancellationToken cancellation) => List(pages, desk, new Dictionary<string, string>(), [], cancellation));
        group.MapPost("", Begin).ProtectForm();
        group.MapGet("/{name}", Show);
        group.MapGet("/{name}/file", File);
        group.MapGet("/{name}/draft", Draft);
        group.MapPost("/{name}/draft", Save).ProtectForm();
        group.MapPost("/{name}/draft/begin", (string name, WorkshopDesk desk, Viewer viewer, CancellationToken cancellation) => BeginOf(name, desk, viewer, cancellation)).ProtectForm();
        group.MapPost("/{name}/draft/discard", Discard).ProtectForm();
        group.MapGet("/{name}/compare", Compare);
        group.MapGet("/{name}/publish", (string name, WorkshopDesk desk, WorkshopPages pages, CancellationToken cancellation) =>
            Confirm(name, desk, pages, new Dictionary<string, string>(), [], cancellation));
        group.MapPost("/{name}/publish", Publish).ProtectForm();
    }

    private static async Task<IResult> List(
        WorkshopPages pages, WorkshopDesk desk, IReadOnlyDictionary<string, string> typed, IReadOnlyList<FieldError> errors, CancellationToken cancellation) =>
        Pages.Page<LifecycleListPage>(new
        {
            Versions = await pages.Versions(cancellation),
            Drafts = await desk.Drafts(cancellation),
            Typed = typed,
            Errors = errors,
        }, errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> Begin(FormBody form, WorkshopDesk desk, WorkshopPages pages, Viewer viewer, CancellationToken cancellation)
    {
        var begun = await desk.Begin(form["name"], form["from"], viewer.Actor(), cancellation);
        return begun is Outcome<LifecycleDraft>.Refused(Refusal.Invalid(var errors))
            ? await List(pages, desk, form.Fields, errors, cancellation)
            : begun.ToPage(draft => Pages.SeeOther($"/lifecycles/{draft.Name}/draft"));
    }

    private static async Task<IResult> BeginOf(string name, WorkshopDesk desk, Viewer viewer, CancellationToken cancellation) =>
        (await desk.Begin(name, null, viewer.Actor(), cancellation)).ToPage(draft => Pages.SeeOther($"/lifecycles/{draft.Name}/draft"));

    private static async Task<IResult> Show(
        string name, int? version, WorkshopPages pages, WorkshopDesk desk, LifecycleLibrary lifecycles, CancellationToken cancellation)
    {
        if (pages.Edition(name, version) is not { } edition)
            return RefusalAnswers.Page(WorkshopPages.None(name));
        return Pages.Page<LifecyclePage>(new
        {
            Edition = edition,
            Lines = (IReadOnlyList<VersionLine>)[.. (await pages.Versions(cancellation)).Where(line => line.Edition.Lifecycle.Name == name)],
            HasDraft = await desk.Draft(name, cancellation) is not null,
            Newer = lifecycles.OnDisk(name) is { } onDisk && onDisk < lifecycles.Current(name)?.Version ? onDisk : (int?)null,
        });
    }

    private static IResult File(string name, int? version, WorkshopPages pages) => pages.Edition(name, version) is { Source: { } text }
        ? Results.Text(text, "text/yaml; charset=utf-8")
        : RefusalAnswers.Page(WorkshopPages.None(name));

    private static async Task<IResult> Draft(string name, WorkshopDesk desk, WorkshopPages pages, CancellationToken cancellation)
    {
        if (await desk.Draft(name, cancellation) is { } draft)
            return Pages.Page<DraftPage>(new { Draft = draft, Reading = desk.Check(name, draft.Text) });
        return pages.Edition(name, null) is null ? RefusalAnswers.Page(WorkshopPages.None(name)) : Pages.Page<NoDraftPage>(new { Name = name });
    }

    private static async Task<IResult> Save(string name, FormBody form, WorkshopDesk desk, Viewer viewer, CancellationToken cancellation) =>
        (await desk.Save(name, form.Fields.GetValueOrDefault("text") ?? "", Number(form["seen"]), viewer.Actor(), cancellation))
            .ToPage(_ => Pages.SeeOther($"/lifecycles/{name}/draft#checks"));

    private static async Task<IResult> Discard(string name, WorkshopDesk desk, CancellationToken cancellation)
    {
        await desk.Discard(name, cancellation);
        return Pages.SeeOther("/lifecycles");
    }

    private static async Task<IResult> Compare(string name, string? from, string? to, WorkshopDesk desk, WorkshopPages pages, CancellationToken cancellation)
    {
        var (editions, draft) = (pages.EditionsOf(name), await desk.Draft(name, cancellation));
        if (editions.Count == 0)
            return RefusalAnswers.Page(WorkshopPages.None(name));
        var inForce = pages.Edition(name, null)!;
        to ??= draft is not null ? "draft" : Text(inForce.Lifecycle.Version);
        from ??= Text(to == "draft" ? inForce.Lifecycle.Version : (editions.FirstOrDefault(e => e.Lifecycle.Version < Number(to)) ?? editions[^1]).Lifecycle.Version);
        var (before, after) = (Read(from), Read(to));
        return Pages.Page<ComparePage>(new
        {
            Name = name,
            Editions = editions,
            HasDraft = draft is not null,
            From = from,
            To = to,
            Defective = before is null || after is null,
            Changes = before is null || after is null ? [] : LifecycleFacts.Compare(before, after),
        });

        Lifecycle? Read(string which) => which == "draft"
            ? draft is not null && desk.Check(name, draft.Text) is FileReading<Lifecycle>.Accepted(var drafted) ? drafted : null
            : editions.FirstOrDefault(e => e.Lifecycle.Version == Number(which))?.Lifecycle;
    }

    private static async Task<IResult> Confirm(
        string name, WorkshopDesk desk, WorkshopPages pages, IReadOnlyDictionary<string, string> typed, IReadOnlyList<FieldError> errors, CancellationToken cancellation)
    {
        if (await desk.Draft(name, cancellation) is not { } draft || desk.Check(name, draft.Text) is not FileReading<Lifecycle>.Accepted(var lifecycle))
            return Pages.SeeOther($"/lifecycles/{name}/draft");
        return Pages.Page<PublishPage>(new
        {
            Lifecycle = lifecycle,
            Seen = draft.Saves,
            Running = (await pages.Versions(cancellation)).Where(line => line.Edition.Lifecycle.Name == name).Sum(line => line.Running),
            Changes = pages.Edition(name, null) is { } now ? LifecycleFacts.Compare(now.Lifecycle, lifecycle) : [],
            Typed = typed,
            Errors = errors,
        }, errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Publish(string name, FormBody form, WorkshopDesk desk, WorkshopPages pages, Viewer viewer, CancellationToken cancellation)
    {
        if (await desk.Draft(name, cancellation) is not { } draft || draft.Saves != Number(form["seen"]))
            return RefusalAnswers.Page(new Refusal.TooLate("The draft was changed since this page was made. Look at it again, then publish it."));
        var published = await desk.Publish(name, draft.Text, form["note"], viewer.Actor(), cancellation);
        return published is Outcome<Lifecycle>.Refused(Refusal.Invalid(var errors))
            ? await Confirm(name, desk, pages, form.Fields, errors, cancellation)
            : published.ToPage(_ => Pages.SeeOther($"/lifecycles/{name}"));
    }

    private static int Number(string? text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
