using PmoFlow.Domain.Actions;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Actions;

/// <summary>An improvement action.</summary>
internal sealed record ActionResource(
    string Id, string Title, string Project, string ProjectName, string Unit, string Owner, string OwnerName, string Because,
    DateTimeOffset OpenedAt, DateTimeOffset Due, string State, string? Note, string? ClosedBy, DateTimeOffset? ClosedAt)
{
    public static ActionResource Of(ActionRecord action) => new(
        action.Id.Value, action.Title, action.Project.Value, action.ProjectName, action.Unit.Value, action.Owner, action.OwnerName, action.Because,
        action.OpenedAt, action.Due, Words.Stable(action.State), action.Note, action.ClosedBy, action.ClosedAt);
}

/// <summary>How it is closed: <c>done</c> or <c>dropped</c>, and what was done or why it was dropped.</summary>
internal sealed record ActionClosing(string? State, string? Note);
