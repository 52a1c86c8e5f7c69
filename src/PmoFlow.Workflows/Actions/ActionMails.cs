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
        if (action.State != ActionState.Open && mail.Kind != ActionMailKind.Worked)
            return default;
        foreach (var person in await Addressees(action, mail.Kind, activity.Stopping))
        {
            await outbox.Send(action.Id.Value, KeyOf(mail, person), person, async () => Write(action, mail.Kind, await Link(action, person, activity.Stopping)),
                activity.Stopping);
        }
        return default;
    }

    // What was deferred under this key before the orchestration sent it goes on under it.
    private static string KeyOf(ActionMail mail, MailPerson person) => mail.Kind == ActionMailKind.Worked ? $"Action|Worked|{person.Email}"
        : string.Create(CultureInfo.InvariantCulture, $"Action|{mail.Kind}.{mail.Reminder}|{person.Email}");

    /// <summary>
    /// The owner, and while nobody owns it those who lead the unit; once it is escalated those who lead the unit beside the owner, or the
    /// executives where nobody else leads it: nobody is told of themselves.
    /// </summary>
    private async Task<IReadOnlyList<MailPerson>> Addressees(ActionRecord action, ActionMailKind kind, CancellationToken cancellation)
    {
        if (kind != ActionMailKind.Escalated && action.Owner.Length > 0)
            return [new MailPerson(action.OwnerName, action.Owner)];
        var told = Others(await directory.WithRoleFor(action.Unit, Role.FunctionLeader, cancellation));
        if (kind == ActionMailKind.Escalated && told.Count == 0)
            told = Others(await directory.WithRole(Role.Executive, cancellation));
        return [.. told.Select(person => new MailPerson(person.Name, person.Email))];

        List<Person> Others(IReadOnlyList<Person> people) => [.. people.Where(person => person.Email != action.Owner)];
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
            ActionMailKind.Worked when action.Owner.Length == 0 => "This improvement action, which nobody owned, was measured, and it has worked. Nothing more is to be done for it.",
            ActionMailKind.Worked => "This improvement action of yours was measured, and it has worked. Thank you; nothing more is to be done for it.",
            _ => throw new System.Diagnostics.UnreachableException(),
        }])
    {
        Facts = [("Action", action.Title), ("Project", action.ProjectName), ("Why", action.Because),
            .. kind == ActionMailKind.Worked ? [] : new[] { ("Due", office.Moment(action.Due)) },
            .. action.Predicts is { } predicts ? new[] { ("Has worked when", predicts.Says(ProjectMetrics.Known[predicts.Metric].Label)) } : [],
            .. action.Effects is [.., { } last] ? new[] { ("Measured", ActionSteps.Says(action, last)) } : []],
        Button = ("Open the action", page),
        Otherwise = kind switch
        {
            ActionMailKind.Escalated when action.Round > 0 => "On that day its figure is measured again.",
            ActionMailKind.Escalated => "The owner is reminded until it is closed.",
            ActionMailKind.Worked => null,
            ActionMailKind.Overdue => "Those who lead the unit have been told, or the executives where nobody else leads it, and you are reminded until it is closed.",
            _ when action.Predicts is not null => "On that day its figure is measured. Where it is not as predicted, the action is open again and those who lead the unit are told, or the executives where nobody else leads it.",
            _ => "When it is overdue, those who lead the unit are told, or the executives where nobody else leads it.",
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
        ActionMailKind.Worked => "It worked",
        _ => "Escalated",
    };
}
