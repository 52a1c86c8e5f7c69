using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Export;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>A project's milestones, money and risks, for people.</summary>
internal static class DeliveryPageEndpoints
{
    public static void MapDeliveryPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/projects/{id}").RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        group.MapGet("/milestones", (string id, string? change, DeliveryPages pages) => pages.Show<MilestonesPage>(id, change));
        group.MapGet("/money", (string id, DeliveryPages pages) => pages.Show<MoneyPage>(id));
        group.MapGet("/raid", (string id, string? change, DeliveryPages pages) => pages.Show<RaidPage>(id, change));

        var leading = group.MapGroup("").RequirePermission(Permission.LeadProjects);
        leading.MapPost("/milestones", Milestone).ProtectForm();
        leading.MapPost("/needs", Need).ProtectForm();
        leading.MapPost("/money", Money).ProtectForm();
        leading.MapPost("/money/file", MoneyFile).ProtectForm();
        leading.MapPost("/raid", Raid).ProtectForm();
    }

    private static Task<IResult> Milestone(string id, FormBody form, DeliveryPages pages, DeliveryQueries queries, PlanDesk desk, CancellationToken cancellation) =>
        pages.Post<MilestonesPage, MilestonePlan>(id, "/milestones", form, form["name"], async (reader, actor) =>
        {
            var plan = await queries.Plan(new(id), cancellation);
            var before = plan.Milestones.FirstOrDefault(milestone => milestone.Name == form["name"]);
            var name = before?.Name ?? Enumerable.Range(1, MilestonePlan.Most + 1).Select(n => $"m{n}").First(n => plan.Milestones.All(m => m.Name != n));
            var milestone = (before ?? new Milestone(name, "")) with
            {
                Title = reader.Text("title") ?? "",
                Plan = reader.Day("plan"),
                Forecast = reader.Day("forecast"),
                Actual = reader.Day("actual"),
                Days = reader.Range("days"),
                After = reader.Names("after"),
            };
            if (milestone.Title.Length == 0)
                return new Refusal.Invalid([.. reader.Errors, new("title", "Say what is reached.")]);
            return reader.Errors.Count > 0 ? new Refusal.Invalid(reader.Errors) : Named(await desk.Put(new(id), actor, milestone, cancellation), "milestones", "after");
        });

    private static Task<IResult> Need(string id, FormBody form, DeliveryPages pages, NeedQueries needs, PlanDesk desk, CancellationToken cancellation) =>
        pages.Post<MilestonesPage, DependencyList>(id, "/milestones", form, null, async (reader, actor) =>
        {
            var need = new ProjectDependency(new(id), new(reader.Text("on") ?? ""), reader.Text("what") ?? "", reader.Day("neededBy"), reader.Text("milestone"));
            return reader.Errors.Count > 0 ? new Refusal.Invalid(reader.Errors)
                : await desk.Need(new(id), actor, [.. await needs.List(new(id), cancellation), need], cancellation);
        });

    private static Task<IResult> Money(string id, FormBody form, DeliveryPages pages, MoneyDesk desk, CancellationToken cancellation) =>
        pages.Post<MoneyPage, ProjectDelivery>(id, "/money", form, null, async (reader, actor) =>
        {
            var month = reader.Required("month", reader.Month("month"), "Say which month.");
            var change = new MonthOfMoney(month ?? default, reader.KnownAmount("budget"), reader.KnownAmount("actual"), reader.KnownAmount("forecast"), reader.KnownAmount("complete"))
            {
                Clears = Clear("budget", MoneyParts.Budget) | Clear("actual", MoneyParts.Actual) | Clear("forecast", MoneyParts.Forecast) | Clear("complete", MoneyParts.Complete),
                IsSaidAnew = true,
            };
            return reader.Errors.Count > 0 ? new Refusal.Invalid(reader.Errors)
                : Named(await desk.Take(new(id), actor, [change], null, cancellation), "months", "month");

            MoneyParts Clear(string field, MoneyParts part) => reader.IsDash(field) ? part : MoneyParts.None;
        });

    private static async Task<IResult> MoneyFile(string id, HttpRequest request, DeliveryPages pages, MoneyDesk desk, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var file = form.Files.GetFile("file");
        return await pages.Post<MoneyPage, ProjectDelivery>(id, "/money", new FormBody(new Dictionary<string, string>()), null, async (_, actor) =>
        {
            if (file is not { FileName.Length: > 0 })
                return new Refusal.Invalid([new("file", "Choose the file.")]);
            await using var content = file.OpenReadStream();
            return await desk.Import(new(id), actor, content, Path.GetFileName(file.FileName), cancellation);
        });
    }

    private static Task<IResult> Raid(string id, FormBody form, DeliveryPages pages, RaidDesk desk, CancellationToken cancellation) =>
        pages.Post<RaidPage, RaidItem>(id, "/raid", form, form["number"], async (reader, actor) =>
        {
            var kind = reader.Required("kind", ChoiceWords.Read<RaidKind>(reader.Text("kind")), "Choose what it is.");
            var content = new RaidContent(kind ?? RaidKind.Risk, reader.Text("title") ?? "", reader.Text("detail"), reader.Number("probability"),
                reader.Number("impact"), reader.Text("owner"), reader.Day("due"), ChoiceWords.Read<RaidState>(reader.Text("state")) ?? RaidState.Open, reader.Text("resolution"));
            var number = reader.Number("number");
            if (reader.Errors.Count > 0)
                return new Refusal.Invalid(reader.Errors);
            return number is { } there ? await desk.Change(new(id), actor, there, content, cancellation) : await desk.Raise(new(id), actor, content, cancellation);
        });

    /// <summary>Errors of a part that the form has under one name.</summary>
    private static Outcome<T> Named<T>(Outcome<T> outcome, string part, string field) =>
        outcome is Outcome<T>.Refused(Refusal.Invalid(var errors))
            ? new Refusal.Invalid([.. errors.Select(error => error.Field.StartsWith(part, StringComparison.Ordinal) ? error with { Field = field } : error)])
            : outcome;
}

/// <summary>Shows a page of a project, and answers what its forms send.</summary>
internal sealed class DeliveryPages(DeliveryQueries queries, NeedQueries needs, IHttpContextAccessor http, Viewer viewer)
{
    private CancellationToken Aborted => http.HttpContext?.RequestAborted ?? default;

    /// <summary>The page, or that there is no such project.</summary>
    /// <param name="id">Which project.</param>
    /// <param name="selected">What a form changes.</param>
    /// <param name="proposed">What stands in a form before anybody has typed; null for what is stored.</param>
    public async Task<IResult> Show<TPage>(string id, string? selected = null, Func<ProjectDelivery, IReadOnlyDictionary<string, string>?>? proposed = null) where TPage : IComponent =>
        await queries.Read(new(id), Aborted) is { } delivery
            ? Pages.Page<TPage>(new { Model = await Model<TPage>(delivery) with { Selected = selected, Typed = proposed?.Invoke(delivery) } })
            : RefusalAnswers.Page(new Refusal.NotFound($"There is no project {id}."));

    /// <summary>A part of the project as a file, or that there is no such project.</summary>
    public async Task<IResult> File(string id, string kind, Func<ProjectDelivery, Sheet> sheet) =>
        await queries.Read(new(id), Aborted) is { } delivery ? sheet(delivery).ToResult(kind) : RefusalAnswers.Page(new Refusal.NotFound($"There is no project {id}."));

    /// <summary>Does what a form asks for, or shows the page with what was typed and what is wrong with it.</summary>
    public async Task<IResult> Post<TPage, T>(
        string id, string back, FormBody form, string? selected, Func<FormReader, Workflows.Actor, Task<Outcome<T>>> act) where TPage : IComponent
    {
        if (await queries.Read(new(id), Aborted) is not { } delivery)
            return RefusalAnswers.Page(new Refusal.NotFound($"There is no project {id}."));
        if (!viewer.MayChange(delivery.Project))
            return RefusalAnswers.Page(new Refusal.Forbidden("Only the project's own lead or an analyst may change it."));
        var outcome = await act(new FormReader(form), viewer.Actor());
        var model = outcome is Outcome<T>.Refused ? await Model<TPage>(delivery) : null;
        return outcome.ToPage(_ => Pages.SeeOther($"/projects/{id}{back}"), errors => Pages.Page<TPage>(
            new { Model = model! with { Typed = form.Fields, Errors = errors, Selected = selected } }, StatusCodes.Status400BadRequest));
    }

    private async Task<DeliveryPageModel> Model<TPage>(ProjectDelivery delivery) =>
        new(delivery, delivery.Project.State == ProjectState.Active && viewer.MayChange(delivery.Project))
        {
            Needs = typeof(TPage) == typeof(MilestonesPage) ? await needs.Of(delivery, Aborted) : null,
        };
}
