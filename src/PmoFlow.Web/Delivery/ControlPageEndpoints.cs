using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>A project's phases and changes, for people.</summary>
internal static class ControlPageEndpoints
{
    public static void MapControlPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/projects/{id}").RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        group.MapGet("/phases", (string id, ControlPages pages) => pages.Show<PhasesPage>(id));
        group.MapGet("/changes", (string id, ControlPages pages) => pages.Show<ChangesPage>(id));

        var leading = group.MapGroup("").RequirePermission(Permission.LeadProjects);
        leading.MapPost("/phases/method", Method).ProtectForm();
        leading.MapPost("/phases/items", Tick).ProtectForm();
        leading.MapPost("/phases/tailoring", Tailor).ProtectForm();
        leading.MapPost("/phases/next", GoOn).ProtectForm();
        leading.MapPost("/changes", Ask).ProtectForm();
    }

    private static Task<IResult> Method(string id, FormBody form, ControlPages pages, PhaseDesk desk, CancellationToken cancellation) =>
        pages.Post<PhasesPage, ProjectPhases>(id, "/phases", form, (_, actor) => desk.Choose(new(id), actor, form["method"] ?? "", form["because"], cancellation));

    private static Task<IResult> Tick(string id, FormBody form, ControlPages pages, PhaseDesk desk, CancellationToken cancellation) =>
        pages.Post<PhasesPage, ProjectPhases>(id, form["back"] == "overview" ? "" : "/phases", form, (_, actor) =>
            desk.Tick(new(id), actor, form["phase"] ?? "", form["item"] ?? "", form["done"] != "no", form["evidence"], cancellation));

    private static Task<IResult> Tailor(string id, FormBody form, ControlPages pages, PhaseDesk desk, CancellationToken cancellation) =>
        pages.Post<PhasesPage, ProjectPhases>(id, "/phases", form, (_, actor) => (form["what"] ?? "").Split('/') switch
        {
            ["add", var phase] => desk.Add(new(id), actor, phase, ChoiceWords.Read<MethodItemKind>(form["kind"]) ?? MethodItemKind.Check, form["title"], form["because"], cancellation),
            ["phase", var phase] => desk.LeaveOut(new(id), actor, phase, form["because"], cancellation),
            [var phase, var item] => desk.LeaveOut(new(id), actor, phase, item, form["because"], cancellation),
            _ => Task.FromResult<Outcome<ProjectPhases>>(new Refusal.Invalid([new("what", "Choose what is tailored.")])),
        });

    private static Task<IResult> GoOn(string id, FormBody form, ControlPages pages, PhaseDesk desk, ControlQueries queries, CancellationToken cancellation) =>
        pages.Post<PhasesPage, ProjectPhases>(id, "/phases", form, async (_, actor) =>
        {
            var outcome = await desk.GoOn(new(id), actor, form["phase"] ?? "", cancellation);
            await Asked(new(id), queries, cancellation);
            return outcome;
        });

    private static Task<IResult> Ask(string id, FormBody form, ControlPages pages, ChangeDesk desk, ControlQueries queries, DeliveryQueries deliveries, CancellationToken cancellation) =>
        pages.Post<ChangesPage, ProjectChange>(id, "/changes", form, async (reader, actor) =>
        {
            var plan = await deliveries.Plan(new(id), cancellation);
            IReadOnlyList<ChangedMilestone> milestones = [.. plan.Milestones.Where(milestone => milestone.Actual is null)
                .Select(milestone => (milestone.Name, Day: reader.Day($"day.{milestone.Name}"))).Where(m => m.Day is not null).Select(m => new ChangedMilestone(m.Name, m.Day))];
            var (end, budget) = (reader.Day("end"), reader.Amount("budget"));
            var months = Months(form["months"]);
            if (months is null || reader.Errors.Count > 0)
                return new Refusal.Invalid([.. reader.Errors, .. months is null ? new[] { new FieldError("months", "Write one month to a line with its new budget, such as 2026-12 12500.") } : []]);
            var outcome = await desk.Ask(new(id), actor, new(form["title"], form["because"], form["scope"], end, budget, milestones, months), cancellation);
            await Asked(new(id), queries, cancellation);
            return outcome;
        });

    /// <summary>Waits until those who decide are named, so that the page shows them.</summary>
    private static Task Asked(ProjectId id, ControlQueries queries, CancellationToken cancellation) =>
        Settling.Until(() => queries.Gates(id, cancellation), gates => gates.All(gate => !gate.IsOpen || gate.Due is not null), cancellation);

    /// <summary>Months line by line; null where a line is none.</summary>
    internal static IReadOnlyList<MonthOfMoney>? Months(string? lines)
    {
        var months = new List<MonthOfMoney>();
        foreach (var line in (lines ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split([' ', '\t', ':'], 2, StringSplitOptions.TrimEntries) is not [var month, var amount] || !Month.TryParse(month, out var read)
                || !decimal.TryParse(amount, System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture, out var budget))
            {
                return null;
            }
            months.Add(new(read, budget));
        }
        return months;
    }
}
