using System.Globalization;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Actions;

/// <summary>Bodies of <see cref="ActionActivities.MailAboutAction"/>.</summary>
internal sealed class ActionMails(
    ActionLedger actions, OfficeDirectory directory, Outbox outbox, Links links, OfficeSettings office, TimeProvider clock)
{
    /// <summary>A link is good for this long after the action is due, or after its mail where that is later.</summary>
    private static readonly TimeSpan Good = TimeSpan.FromDays(365);

    public async Task<Nothing> Send(ActivityContext activity, ActionMail mail)
    {
        var action = await actions.Get(mail.Action, activity.Stopping);
        if (action.State != ActionState.Open)
            return default;
        foreach (var person in await Addressees(action, mail.Kind, activity.Stopping))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"Action|{mail.Kind}.{mail.Reminder}|{person.Email}");
            await outbox.Send(action.Id.Value, key, person, async () => Write(action, mail.Kind, await Link(action, person, activity.Stopping)),
                activity.Stopping);
        }
        return default;
    }

    /// <summary>Tells the owner that it has worked, once.</summary>
    public async Task Worked(ActivityContext activity, ActionRecord action)
    {
        if (action.Owner.Length > 0)
        {
            var owner = new MailPerson(action.OwnerName, action.Owner);
            await outbox.Send(action.Id.Value, $"Action|Worked|{owner.Email}", owner, async () => new Letter(
                $"[{action.Id}] It worked: {action.Title.Shortened(60)} – {action.ProjectName.Shortened(80)}",
                ["This improvement action of yours was measured, and it has worked. Thank you; nothing more is to be done for it."])
            {
                Facts = [("Action", action.Title), ("Project", action.ProjectName), ("Measured", ActionSteps.Says(action, action.Effects[^1]))],
                Button = ("Open the action", await Link(action, owner, activity.Stopping)),
            }, activity.Stopping);
        }
    }

    /// <summary>The owner; once it is escalated, those who lead the unit, or the executives where that is the owner.</summary>
    private async Task<IReadOnlyList<MailPerson>> Addressees(ActionRecord action, ActionMailKind kind, CancellationToken cancellation)
    {
        if (kind == ActionMailKind.Escalated || action.Owner.Length == 0)
        {
            var leaders = await directory.WithRoleFor(action.Unit, Role.FunctionLeader, cancellation);
            if (leaders.All(leader => leader.Email == action.Owner) && await directory.WithRole(Role.Executive, cancellation) is { Count: > 0 } executives)
                leaders = executives;
            return [.. leaders.Select(leader => new MailPerson(leader.Name, leader.Email))];
        }
        return [new MailPerson(action.OwnerName, action.Owner)];
    }

    private async Task<Uri> Link(ActionRecord action, MailPerson person, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var token = await links.Issue(
            new LinkRecord(LinkKind.Action, action.Id.Value, person.Email, (action.Due > now ? action.Due : now) + Good), cancellation);
        return office.Link($"/actions/link/{token}");
    }

    private Letter Write(ActionRecord action, ActionMailKind kind, Uri page) => new(
        $"[{action.Id}] {Says(kind, action)}: {action.Title.Shortened(60)} – {action.ProjectName.Shortened(80)}",
        [kind switch
        {
            ActionMailKind.Opened => "An improvement action was opened, and it is yours.",
            ActionMailKind.Reminded => "This improvement action of yours is due soon.",
            ActionMailKind.Overdue => "This improvement action of yours is overdue.",
            ActionMailKind.Escalated => action.Round > 0
                ? $"This improvement action of {action.OwnerName}, in a unit that you answer for, {(IsUnclear(action) ? "could not be measured: nobody has brought a newer figure. It" : "has not worked so far and")} is open again."
                : $"This improvement action of {action.OwnerName} is overdue in a unit that you answer for.",
            ActionMailKind.Reopened => IsUnclear(action)
                ? "This improvement action of yours was to be measured, but nobody has brought a newer figure. It is open again."
                : "This improvement action of yours was measured. It has not worked, so it is open again.",
            _ => throw new System.Diagnostics.UnreachableException(),
        }])
    {
        Facts = [("Action", action.Title), ("Project", action.ProjectName), ("Why", action.Because), ("Due", office.Moment(action.Due)),
            .. action.Predicts is { } predicts ? new[] { ("Has worked when", predicts.Says(ProjectMetrics.Known[predicts.Metric].Label)) } : [],
            .. action.Effects is [.., { } last] ? new[] { ("Measured", ActionSteps.Says(action, last)) } : []],
        Button = ("Open the action", page),
        Otherwise = kind switch
        {
            ActionMailKind.Escalated when action.Round > 0 => "On that day its figure is measured again.",
            ActionMailKind.Escalated => "The owner is reminded until it is closed.",
            ActionMailKind.Overdue => "Those who lead the unit have been told, and you are reminded until it is closed.",
            _ when action.Predicts is not null => "On that day its figure is measured. Where it is not as predicted, the action is open again and those who lead the unit are told.",
            _ => "When it is overdue, those who lead the unit are told.",
        },
    };

    // What the last measurement says, not the last that had a figure.
    private static bool IsUnclear(ActionRecord action) => action.Effects is [.., { Said: null }];

    private static string Says(ActionMailKind kind, ActionRecord action) => kind switch
    {
        ActionMailKind.Opened => "Yours to do",
        ActionMailKind.Reminded => "Due soon",
        ActionMailKind.Overdue => "Overdue",
        ActionMailKind.Reopened => IsUnclear(action) ? "Nobody knows whether it worked" : "It did not work",
        _ => "Escalated",
    };
}
