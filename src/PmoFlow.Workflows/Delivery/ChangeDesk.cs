using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What somebody wants to change of what was agreed; null stays as it is.</summary>
public sealed record ChangeContent(
    string? Title, string? Because, string? Scope, DateOnly? End, decimal? Budget,
    IReadOnlyList<ChangedMilestone> Milestones, IReadOnlyList<MonthOfMoney> Months);

/// <summary>Where changes to what was agreed are asked for. Nothing changes until those who decide approve.</summary>
public sealed class ChangeDesk(ProjectLedger ledger, ProjectGates gates, ControlQueries queries, OfficeSettings office, TimeProvider clock)
{
    /// <summary>More changes are another project.</summary>
    public const int Most = 999;

    /// <summary>Asks for a change.</summary>
    public async Task<Outcome<ProjectChange>> Ask(ProjectId id, Actor actor, ChangeContent content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(content);
        var plan = await ledger.Document(id, DeliveryTables.Milestones, DeliveryTables.MilestonesRow, cancellation) ?? MilestonePlan.Empty;
        var money = (await ledger.Document(id, DeliveryTables.Money, DeliveryTables.MoneyRow, cancellation))?.Money ?? ProjectMoney.None(office.Currency);
        var asked = Read(content, actor);
        if (asked is not Outcome<ProjectChange>.Done(var draft))
            return asked;
        while (true)
        {
            var number = (await ledger.Documents(id, DeliveryTables.Changes, "change|", cancellation)).Select(change => change.Number).DefaultIfEmpty(0).Max() + 1;
            if (number > Most)
                return new Refusal.Invalid([new("title", $"A project has at most {Most} changes.")]);
            var taken = false;
            var written = await gates.Ask<ProjectChange>(id, DeliveryTables.Changes, DeliveryTables.ChangeRow(number), (project, before, gate) =>
            {
                if (project.State == ProjectState.Closed)
                    return new Refusal.TooLate($"Project {id} is closed.");
                if (project.Agreed is not { } agreed || queries.StageOf(project)?.Changes is null)
                    return new Refusal.TooLate("Nobody decides about changes of this project: change its plan itself.");
                if ((taken = before is not null) || draft.Problems(plan) is { Count: > 0 })
                    return taken ? new Refusal.TooLate("That number is taken.") : new Refusal.Invalid(draft.Problems(plan));
                var change = draft with { Number = number, Gate = gate, Facts = ChangeSteps.Facts(draft, project, agreed, plan, money, office.Currency) };
                if (new[] { ChangeSteps.EndsTooEarly(change, project), ChangeSteps.OverBudget(change, agreed, money) }.OfType<FieldError>().ToList() is { Count: > 0 } wrong)
                    return new Refusal.Invalid(wrong);
                return new GatedChange<ProjectChange>(
                    new(change, new TimelineDraft("change-asked", actor.Email, $"Asked for change {change.Quoted}: {change.Title}")),
                    new ProjectGate(id, gate, ProjectGateKind.Change, FormattableString.Invariant($"{number}"), $"Change {change.Quoted}: {change.Title}",
                        actor.Email, actor.Name, clock.GetUtcNow()));
            }, cancellation);
            if (!taken)
                return written;
        }
    }

    private Outcome<ProjectChange> Read(ChangeContent content, Actor actor)
    {
        var errors = new List<FieldError>();
        var title = AnswerText.Line(content.Title ?? "", 200, out var wrong);
        if (wrong is not null)
            errors.Add(new("title", wrong));
        var because = Words("because", content.Because);
        var scope = Words("scope", content.Scope);
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        return new ProjectChange(0, title, because ?? "", actor.Email, clock.GetUtcNow(), ChangeState.Asked)
        {
            Scope = scope,
            End = content.End,
            Budget = content.Budget,
            Milestones = content.Milestones,
            Months = content.Months,
        };

        string? Words(string field, string? text)
        {
            var words = AnswerText.Paragraph(text ?? "", RequestContent.MaxDescription, out var problem);
            if (problem is not null)
                errors.Add(new(field, problem));
            return words.Length == 0 ? null : words;
        }
    }
}
