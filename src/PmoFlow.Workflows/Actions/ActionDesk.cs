using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Actions;

/// <summary>Which actions to list, those due first on top.</summary>
/// <param name="State">In which state.</param>
/// <param name="Owner">Only this person's, a mail address.</param>
/// <param name="Unit">Only this unit's.</param>
/// <param name="Cursor">Where the last page ended.</param>
/// <param name="PageSize">At most so many.</param>
public sealed record ActionListQuery(
    ActionState State = ActionState.Open, string? Owner = null, UnitId? Unit = null, string? Cursor = null, int PageSize = 50);

/// <summary>Where improvement actions are read and closed, signed in or by the link from the mail.</summary>
public sealed class ActionDesk(
    ITableStore tables, ActionLedger ledger, OfficeDirectory directory, Links links, OrchestrationInbox inbox, TimeProvider clock)
{
    /// <summary>An action as it stands, or null.</summary>
    public Task<ActionRecord?> Find(ActionId id, CancellationToken cancellation = default) => ledger.Find(id, cancellation);

    /// <summary>Actions in one state, a page at a time.</summary>
    public Task<Page<ActionRecord>> List(ActionListQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return tables.Page(OfficeTables.ActionRows, ActionLedger.StatePartition(query.State), query.Cursor, query.PageSize,
            action => (query.Owner is null || action.Owner == query.Owner) && (query.Unit is null || action.Unit == query.Unit), cancellation);
    }

    /// <summary>The action that a link opens.</summary>
    public async Task<Outcome<ActionRecord>> FindByToken(string token, CancellationToken cancellation = default) =>
        await links.Find(token, LinkKind.Action, cancellation) is { } link
            && await ledger.Find(new ActionId(link.Owner), cancellation) is { } action
            ? action
            : new Refusal.NotFound("This link opens no action. Check that it is complete, or open the newest mail we sent you.");

    /// <summary>Closes it by link.</summary>
    public async Task<Outcome<ActionRecord>> CloseByToken(
        string token, ActionState? state, string? note, CancellationToken cancellation = default)
    {
        if (await links.Find(token, LinkKind.Action, cancellation) is not { } link)
            return await FindByToken(token, cancellation);
        if (clock.GetUtcNow() >= link.Expires)
            return new Refusal.TooLate("This link has expired. Open the newest mail, or sign in.");
        var person = await directory.Find(link.Email, cancellation);
        return await Close(new ActionId(link.Owner), new Actor(link.Email, person?.Name ?? link.Email), state, note, cancellation);
    }

    /// <summary>Closes it; its orchestration takes that in a moment later.</summary>
    public async Task<Outcome<ActionRecord>> Close(
        ActionId id, Actor actor, ActionState? state, string? note, CancellationToken cancellation = default)
    {
        if (await ledger.Find(id, cancellation) is not { } action)
            return new Refusal.NotFound($"There is no action {id}.");
        if (action.State != ActionState.Open)
            return new Refusal.TooLate($"Action {id} is closed already.");
        var errors = new List<FieldError>();
        if (state is not (ActionState.Done or ActionState.Dropped))
            errors.Add(new("state", "Choose whether it is done or not needed any more."));
        var words = AnswerText.Paragraph(note ?? "", RequestContent.MaxDescription, out var problem);
        if (words.Length == 0 || problem is not null)
            errors.Add(new("note", problem ?? "Say what was done, or why it is not needed any more."));
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        var (_, isFirst) = await inbox.Post(id.Value, id.Value, ActionEvents.Closed,
            new Posted<ActionClosed>(action.Round == 0 ? "closed" : FormattableString.Invariant($"closed|{action.Round}"), action.Round, actor, clock.GetUtcNow(), new ActionClosed(state!.Value, words)), cancellation);
        return isFirst ? action : new Refusal.TooLate($"Action {id} has just been closed.");
    }
}
