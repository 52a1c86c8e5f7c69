using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>Bodies of <see cref="RequestActivities.MailAboutRequest"/>.</summary>
internal sealed class RequestMails(RequestLedger ledger, Outbox outbox, Links links, OfficeDirectory directory, OfficeSettings office)
{
    public async Task<Nothing> Send(ActivityContext activity, RequestMail mail)
    {
        var request = await ledger.Get(mail.Request, activity.Stopping);
        var key = $"{mail.Kind}|{mail.Occasion}";
        if (mail.Kind == RequestMailKind.AnalystsReminded)
        {
            foreach (var analyst in await directory.WithRole(Role.Analyst, activity.Stopping))
            {
                await outbox.Send(request.Id.Value, $"{key}|{analyst.Email}", new(analyst.Name, analyst.Email),
                    () => Task.FromResult(ToAnalyst(request)), activity.Stopping);
            }
            return default;
        }
        var requester = request.Content.Requester;
        await outbox.Send(request.Id.Value, key, new MailPerson(requester.Name, requester.Email),
            async () => ToRequester(request, mail.Kind, await TrackingLink(request, activity.Stopping)), activity.Stopping);
        return default;
    }

    private async Task<Uri> TrackingLink(RequestRecord request, CancellationToken cancellation)
    {
        var link = new LinkRecord(LinkKind.Tracking, request.Id.Value, request.Content.Requester.Email, DateTimeOffset.MaxValue);
        return office.Link($"/requests/track/{await links.Issue(link, cancellation)}");
    }

    private Letter ToRequester(RequestRecord request, RequestMailKind kind, Uri page)
    {
        var title = request.Content.Title.Shortened(100);
        var wait = request.Waiting is [{ } first, ..] ? first : null;
        return kind switch
        {
            RequestMailKind.Received => new($"[{request.Id}] We have your request: {title}",
                ["Thank you. Your request has arrived, and an analyst will look at it."])
            {
                Facts = [("Number", request.Id.Value), ("Request", request.Content.Title),
                    .. wait is { Due: { } due } ? new[] { ("Next", $"{wait.Who}, by {office.Moment(due)}") } : []],
                Button = ("See where it is", page),
            },
            RequestMailKind.Asked or RequestMailKind.AskedAgain => new(
                $"[{request.Id}] {(kind == RequestMailKind.Asked ? "A question" : "Still open: a question")} about your request: {title}",
                [kind == RequestMailKind.Asked
                    ? "Before we can go on with your request we need to know something."
                    : "We have not heard from you yet, and cannot go on without your answer."])
            {
                Facts = [("Our question", request.Question ?? ""),
                    .. wait is { Due: { } due } ? new[] { ("Answer by", office.Moment(due)) } : []],
                Button = ("Answer", page),
                Otherwise = wait?.Then,
            },
            RequestMailKind.Approved => new($"[{request.Id}] Approved: {title}",
                ["Your request is approved, and a project begins to deliver it."])
            {
                Facts = [.. request.Project is { } project ? new[] { ("Project", project.Value) } : [],
                    .. request.Reason is { Length: > 0 } reason ? new[] { ("Said at the gate", reason) } : []],
                Button = ("See where it is", page),
            },
            RequestMailKind.Ended => new($"[{request.Id}] {Ended(request.Outcome)}: {title}",
                [request.Outcome switch
                {
                    RequestOutcome.Completed => "Your request is delivered. Thank you for it.",
                    RequestOutcome.Withdrawn => "Your request is withdrawn, as you asked. Nothing more will happen with it.",
                    _ => "Your request was declined. If things change, you are welcome to ask again.",
                }])
            {
                Facts = [.. request.Reason is { Length: > 0 } reason ? new[] { ("Why", reason) } : []],
                Button = ("See its history", page),
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private Letter ToAnalyst(RequestRecord request) => new(
        $"[{request.Id}] Waits for {request.StageTitle}: {request.Content.Title.Shortened(100)}",
        ["This request has waited longer than the office promises."])
    {
        Facts = [("Request", request.Content.Title), ("From", request.Content.Requester.Name),
            ("Waiting since", office.Moment(request.Waiting is [{ } wait, ..] ? wait.Since : request.UpdatedAt))],
        Button = ("Open the request", office.Link($"/requests/{request.Id}")),
        Otherwise = "You will be reminded again until somebody has dealt with it.",
    };

    private static string Ended(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Completed => "Delivered",
        RequestOutcome.Withdrawn => "Withdrawn",
        _ => "Declined",
    };
}
