using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Timeline;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What is said of a risk, issue, assumption or decision.</summary>
public sealed record RaidContent(
    RaidKind Kind, string Title, string? Detail, int? Probability, int? Impact, string? Owner, DateOnly? Due, RaidState State, string? Resolution);

/// <summary>Where a project's risks, issues, assumptions and decisions are entered and closed.</summary>
public sealed class RaidDesk(ProjectLedger ledger, TimeProvider clock)
{
    /// <summary>More cannot be looked after.</summary>
    public const int Most = 999;

    /// <summary>Enters a new one.</summary>
    public async Task<Outcome<RaidItem>> Raise(ProjectId id, Actor actor, RaidContent content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        while (true)
        {
            var number = (await ledger.Documents(id, DeliveryTables.Raid, "raid|", cancellation)).Select(item => item.Number).DefaultIfEmpty(0).Max() + 1;
            if (number > Most)
                return new Refusal.Invalid([new("title", $"A project has at most {Most} entries.")]);
            var taken = false;
            var raised = await Change(id, actor, content, number, before => (taken = before is not null) ? null
                : new RaidItem(number, content.Kind, content.Title, RaidState.Open, actor.Email, clock.GetUtcNow()), cancellation);
            if (!taken)
                return raised;
        }
    }

    /// <summary>Changes or closes one.</summary>
    public Task<Outcome<RaidItem>> Change(ProjectId id, Actor actor, int number, RaidContent content, CancellationToken cancellation = default) =>
        Change(id, actor, content, number, before => before, cancellation);

    private Task<Outcome<RaidItem>> Change(
        ProjectId id, Actor actor, RaidContent content, int number, Func<RaidItem?, RaidItem?> basis, CancellationToken cancellation) =>
        ledger.Change(id, Guid.NewGuid().ToString("N"), DeliveryTables.Raid, DeliveryTables.RaidRow(number), (project, before) =>
        {
            if (project.State == ProjectState.Closed)
                return new Refusal.TooLate($"Project {id} is closed.");
            if (basis(before) is not { } item)
                return new Refusal.NotFound($"Project {id} has no entry {number}.");
            var after = item with
            {
                Title = content.Title.Trim(),
                Detail = content.Detail,
                Probability = content.Kind == RaidKind.Risk ? content.Probability : null,
                Impact = content.Kind is RaidKind.Risk or RaidKind.Issue ? content.Impact : null,
                Owner = content.Owner,
                Due = content.Due,
                State = content.State,
                Resolution = content.Resolution,
                ClosedAt = content.State == RaidState.Closed ? item.ClosedAt ?? clock.GetUtcNow() : null,
            };
            if (after.Problems() is { Count: > 0 } problems)
                return new Refusal.Invalid(problems);
            var did = before is null ? "entered" : after.State == RaidState.Closed && item.State == RaidState.Open ? "closed" : "changed";
            return new DocumentChange<RaidItem>(after, new TimelineDraft($"raid-{did}", actor.Email,
                $"{after.Kind} {after.Quoted} {did}: {after.Title}{(did == "closed" ? $" – {after.Resolution}" : "")}"));
        }, cancellation);
}
