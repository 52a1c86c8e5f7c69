using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Actions;

/// <summary>What becomes of a project's open actions when it ends: nobody is reminded of what cannot help it any more.</summary>
public sealed class ActionEndings(ITableStore tables, ActionDesk desk)
{
    /// <summary>Why they are dropped.</summary>
    public const string Because = "The project has ended.";

    /// <summary>Whether an action lives on after its project: what was learnt is for others.</summary>
    public static bool Outlives(ActionRecord action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return action.Source == ActionSource.Lesson;
    }

    /// <summary>Drops them, as the office; each one's orchestration takes that in a moment later. Safe to repeat.</summary>
    public async Task End(ProjectRecord project, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(project);
        var open = await tables.Scan(OfficeTables.ActionRows, ActionLedger.ProjectPartition(project.Id), cancellation: cancellation)
            .Select(row => row.Document).Where(action => action.State == ActionState.Open && !Outlives(action)).ToListAsync(cancellation);
        foreach (var action in open)
            await desk.Close(action.Id, new Actor(TimelineEntry.Office, TimelineEntry.Office), ActionState.Dropped, Because, cancellation);
    }
}
