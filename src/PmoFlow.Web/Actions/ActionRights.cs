using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Actions;

namespace PmoFlow.Web.Actions;

/// <summary>Who may close an action: its owner, or who runs all of them.</summary>
internal static class ActionRights
{
    public static bool MayClose(this Viewer viewer, ActionRecord action) =>
        viewer.May(Permission.RunActions) || (viewer.Person is { } person && action.Owner == person.Email);

    /// <summary>Closes it for the viewer and waits until that is taken in.</summary>
    public static async Task<Outcome<ActionRecord>> CloseFor(
        this ActionDesk desk, ActionId id, Viewer viewer, string? state, string? note, CancellationToken cancellation)
    {
        if (await desk.Find(id, cancellation) is not { } action)
            return new Refusal.NotFound($"There is no action {id}.");
        if (!viewer.MayClose(action))
            return new Refusal.Forbidden("Only the action's owner, a function leader or an analyst may close it.");
        var outcome = await desk.Close(id, viewer.Actor(), ChoiceWords.Read<ActionState>(state), note, cancellation);
        return outcome is Outcome<ActionRecord>.Done ? await desk.Closed(id, cancellation) : outcome;
    }

    /// <summary>The action once its orchestration has closed it.</summary>
    public static async Task<ActionRecord> Closed(this ActionDesk desk, ActionId id, CancellationToken cancellation)
    {
        await Settling.Until(() => desk.Find(id, cancellation), action => action is not { State: ActionState.Open }, cancellation);
        return (await desk.Find(id, cancellation))!;
    }
}
