using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Actions;

/// <summary>What somebody wants done.</summary>
public sealed record ActionContent(string? Title, string? Because, string? OwnerEmail, DateOnly? Due, string? Metric, MetricTest? Test, decimal? Value, ActionSource Source = ActionSource.Hand);

/// <summary>How old the open actions are, and what the measured ones came to.</summary>
/// <param name="Open">All that are open.</param>
/// <param name="Overdue">Of those, past their due date.</param>
/// <param name="ByAge">Open actions by how many days they have been open: up to 7, 30, 90, and more.</param>
/// <param name="Worked">Measured, and the figure was as predicted.</param>
/// <param name="NotWorked">Measured, and it was not; the last measurement of each counts.</param>
/// <param name="IsWhole">False where there are more than were looked at.</param>
/// <param name="Unclear">To be measured, but nobody brought a newer figure.</param>
public sealed record ActionAgeing(int Open, int Overdue, IReadOnlyList<int> ByAge, int Worked, int NotWorked, bool IsWhole, int Unclear);

/// <summary>Where actions are opened by hand, and the register's figures.</summary>
public sealed class ActionRegister(
    ITableStore tables, ActionOpenings openings, DeliveryQueries deliveries, OfficeDirectory directory, UnitCalendars calendars, TimeProvider clock)
{
    /// <summary>More rows than this are not looked at for one page.</summary>
    public const int Most = 5_000;

    private static readonly int[] Ages = [7, 30, 90];

    /// <summary>Opens an action of a project.</summary>
    public async Task<Outcome<ActionRecord>> Open(ProjectId id, Actor actor, ActionContent content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(content);
        if (await deliveries.Read(id, cancellation) is not { } delivery)
            return new Refusal.NotFound($"There is no project {id}.");
        if (delivery.Project.State == ProjectState.Closed)
            return new Refusal.TooLate($"Project {id} is closed.");
        var errors = new List<FieldError>();
        var title = AnswerText.Line(content.Title ?? "", 200, out var wrongTitle);
        if (title.Length == 0 || wrongTitle is not null)
            errors.Add(new("title", wrongTitle ?? "Say in one line what is to be done."));
        var because = AnswerText.Paragraph(content.Because ?? "", RequestContent.MaxDescription, out var wrongWords);
        if (because.Length == 0 || wrongWords is not null)
            errors.Add(new("because", wrongWords ?? "Say why it is needed."));
        var owner = string.IsNullOrWhiteSpace(content.OwnerEmail) ? null : await directory.Find(content.OwnerEmail, cancellation);
        if (owner is null)
            errors.Add(new("ownerEmail", "Name somebody of the office by mail address."));
        if (content.Due is null || content.Due <= delivery.Today)
            errors.Add(new("due", "Say by which day after today."));
        var isMeasured = content.Metric is { Length: > 0 };
        if (isMeasured && !ProjectMetrics.Known.ContainsKey(content.Metric!))
            errors.Add(new("metric", $"There is no figure '{content.Metric}'."));
        if (isMeasured && (content.Test is null || content.Value is null))
            errors.Add(new("value", "Say what the figure is to be when it has worked."));
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        return await openings.Open(delivery.Project, $"H{clock.GetUtcNow().UtcTicks.ToString("x", null)}", new(title, owner!.Email, owner.Name, because,
            (await calendars.Of(delivery.Project.Unit, cancellation)).EndOf(content.Due!.Value), content.Source, actor.Email)
        {
            Predicts = isMeasured ? new(content.Metric!, content.Test!.Value, content.Value!.Value) { Before = delivery.Metrics.TryGetValue(content.Metric!, out var now) ? now : null } : null,
        }, cancellation);
    }

    /// <summary>Ageing and effect, of one unit or of all.</summary>
    public async Task<ActionAgeing> Ageing(UnitId? unit, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var (open, done) = (await Rows(ActionState.Open, unit, cancellation), await Rows(ActionState.Done, unit, cancellation));
        var ages = open.Select(action => (now - action.OpenedAt).TotalDays).ToList();
        var bounds = Ages.Select(age => (double)age).Append(double.MaxValue).ToList();
        var measured = open.Concat(done).Where(action => action.Worked is not null).ToList();
        return new(open.Count, open.Count(action => action.Due < now),
            [.. bounds.Select((to, at) => ages.Count(age => age <= to && (at == 0 || age > bounds[at - 1])))],
            measured.Count(action => action.Worked == true), measured.Count(action => action.Worked == false), open.Count < Most && done.Count < Most,
            open.Concat(done).Count(action => action is { Worked: null, Effects.Count: > 0 }));
    }

    private async Task<List<ActionRecord>> Rows(ActionState state, UnitId? unit, CancellationToken cancellation) =>
        await tables.Scan(OfficeTables.ActionRows, ActionLedger.StatePartition(state), cancellation: cancellation).Select(row => row.Document)
            .Where(action => unit is null || action.Unit == unit).Take(Most).ToListAsync(cancellation);
}
