using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>Bodies of <see cref="RequestActivities.MailAboutRequest"/>.</summary>
internal sealed class RequestMails(RequestLedger ledger, Outbox outbox, Links links, OfficeDirectory directory, LifecycleLibrary lifecycles,
    RequesterReasons reasons, Receipts receipts, DigestBox digests, OfficeSettings office, UnitCalendars calendars)
{
    public async Task<Nothing> Send(ActivityContext activity, RequestMail mail)
    {
        var request = await reasons.Told(await ledger.Get(mail.Request, activity.Stopping), activity.Stopping);
        var key = $"{mail.Kind}|{mail.Occasion}";
        if (mail.Kind == RequestMailKind.AnalystsReminded)
        {
            foreach (var analyst in await directory.WithRole(Role.Analyst, activity.Stopping))
            {
                if ((await directory.SettingsOf(analyst.Email, activity.Stopping)).IsDigest)
                    await digests.PutLate(analyst.Email, request, activity.Stopping);
                else
                    await outbox.Send(request.Id.Value, $"{key}|{analyst.Email}", new(analyst.Name, analyst.Email),
                        () => Worded(ToAnalyst(request), request, WordingKind.AnalystsReminded, analyst.Email, activity.Stopping), activity.Stopping);
            }
            return default;
        }
        var requester = request.Content.Requester;
        var conditions = mail.Kind == RequestMailKind.Approved ? await reasons.Conditions(request.Id, activity.Stopping) : [];
        var calendar = await calendars.Of(request.Unit, activity.Stopping);
        if (await receipts.Tells(request, mail.Kind, activity.Stopping))
        {
            await outbox.Send(request.Id.Value, key, new MailPerson(requester.Name, requester.Email),
                async () => await Worded(ToRequester(request, mail.Kind, conditions, calendar, await TrackingLink(request, activity.Stopping)), request, KindOf(request, mail.Kind), requester.Email, activity.Stopping),
                activity.Stopping);
        }
        if (mail.Kind is RequestMailKind.Approved or RequestMailKind.Ended)
            await SendToFollowers(request, mail.Kind, conditions, key, activity.Stopping);
        return default;
    }

    /// <summary>In the office's own words, in the language that the addressee has set.</summary>
    private async Task<Letter> Worded(Letter usual, RequestRecord request, WordingKind? kind, string email, CancellationToken cancellation)
    {
        var lifecycle = lifecycles.Get(request.Lifecycle);
        // Most files word few mails: then nobody's settings need be read.
        if (kind is not { } worded || lifecycle.Wordings?.Any(wording => wording.Kind == worded) != true)
            return usual;
        var settings = await directory.SettingsOf(email, cancellation);
        return usual.Worded(lifecycle, worded, settings.Language,
            new Dictionary<string, string> { ["question"] = request.Question ?? "", ["reason"] = request.Reason ?? "" }, request, office);
    }

    private static WordingKind? KindOf(RequestRecord request, RequestMailKind kind) => (kind, request.Outcome) switch
    {
        (RequestMailKind.Received, _) => WordingKind.Received,
        (RequestMailKind.Asked, _) => WordingKind.Asked,
        (RequestMailKind.AskedAgain, _) => WordingKind.AskedAgain,
        (RequestMailKind.Approved, _) => WordingKind.Approved,
        (RequestMailKind.Ended, RequestOutcome.Completed) => WordingKind.Completed,
        (RequestMailKind.Ended, RequestOutcome.Declined) => WordingKind.Declined,
        (RequestMailKind.Ended, RequestOutcome.Withdrawn) => WordingKind.Withdrawn,
        _ => null,
    };

    private async Task SendToFollowers(RequestRecord request, RequestMailKind kind, IReadOnlyList<string> conditions, string key, CancellationToken cancellation)
    {
        foreach (var follower in request.Followers)
        {
            await outbox.Send(follower.Request.Value, $"{key}|{request.Id}", new(follower.Requester.Name, follower.Requester.Email), async () =>
            {
                var own = await ledger.Get(follower.Request, cancellation);
                return ToFollower(own, request, kind, conditions, await TrackingLink(own, cancellation));
            }, cancellation);
        }
    }

    private static Letter ToFollower(RequestRecord own, RequestRecord followed, RequestMailKind kind, IReadOnlyList<string> conditions, Uri page)
    {
        var what = kind == RequestMailKind.Approved ? "approved" : Ended(followed.Outcome).ToLowerInvariant();
        return new($"[{own.Id}] {(kind == RequestMailKind.Approved ? "Approved" : Ended(followed.Outcome))}: {own.Content.Title.Shortened(100)}",
            [$"Your request goes on as {followed.Id}, and that one is {what}."])
        {
            Facts = [("Followed", followed.Content.Title), .. conditions.Select(OnCondition),
                .. followed.Reason is { Length: > 0 } reason ? new[] { ("Why", reason) } : []],
            Button = ("See where it is", page),
        };
    }

    private async Task<Uri> TrackingLink(RequestRecord request, CancellationToken cancellation)
    {
        var link = new LinkRecord(LinkKind.Tracking, request.Id.Value, request.Content.Requester.Email, DateTimeOffset.MaxValue);
        return office.Link($"/requests/track/{await links.Issue(link, cancellation)}");
    }

    private Letter ToRequester(RequestRecord request, RequestMailKind kind, IReadOnlyList<string> conditions, BusinessCalendar calendar, Uri page)
    {
        var title = request.Content.Title.Shortened(100);
        var wait = request.Waiting is [{ } open, ..] ? open : null;
        var first = kind == RequestMailKind.Received ? FirstWait.Of(request, lifecycles.Get(request.Lifecycle), calendar) : null;
        return kind switch
        {
            RequestMailKind.Received => new($"[{request.Id}] We have your request: {title}",
                [FirstWait.Thanks(first)])
            {
                Facts = [("Number", request.Id.Value), ("Request", request.Content.Title),
                    .. first is null ? [] : new[] { ("Next", $"{first.Who}, by {office.Moment(first.Due)}") }],
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
                [conditions.Count == 0 ? "Your request is approved, and a project begins to deliver it."
                    : $"Your request is approved on {(conditions.Count == 1 ? "a condition" : "conditions")}, and a project begins to deliver it."])
            {
                Facts = [.. request.Project is { } project ? new[] { ("Project", project.Value) } : [],
                    .. conditions.Select(OnCondition),
                    .. request.Reason is { Length: > 0 } reason ? new[] { ("Said at the gate", reason) } : []],
                Button = ("See where it is", page),
            },
            RequestMailKind.Deferred => new($"[{request.Id}] Deferred: {title}",
                ["The office cannot take up your request now. It comes back by itself; you need do nothing."])
            {
                Facts = [.. wait is { Due: { } due } ? new[] { ("Until", office.Day(due)) } : [],
                    .. request.Reason is { Length: > 0 } reason ? new[] { ("Why", reason) } : []],
                Button = ("See where it is", page),
            },
            RequestMailKind.Converted => new($"[{request.Id}] Another way for your request: {title}",
                [$"Your request follows another of the office's processes from now on: {lifecycles.Get(request.Lifecycle).Title}. Nothing that you told us is lost."])
            {
                Facts = [.. wait is { Due: { } due } ? new[] { ("Next", $"{FirstWait.WhoWaits(wait)}, by {office.Moment(due)}") } : []],
                Button = ("See where it is", page),
            },
            RequestMailKind.Ended => new($"[{request.Id}] {Ended(request.Outcome)}: {title}",
                [request.Outcome switch
                {
                    RequestOutcome.Completed => "Your request is delivered. Thank you for it.",
                    RequestOutcome.Withdrawn when request.IsWithdrawnByOffice == true => "The office has withdrawn your request. Nothing more will happen with it; if you still need it, ask again, or write to us.",
                    RequestOutcome.Withdrawn => "Your request is withdrawn, as you asked. Nothing more will happen with it.",
                    RequestOutcome.Merged => $"Somebody asked for the same: your request goes on as {request.MergedInto}. You need do nothing; "
                        + "we tell you what becomes of it, and your page shows where it is.",
                    RequestOutcome.Stopped => "The office has stopped your request. If you still need it, ask again, or write to us.",
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

    private static (string Label, string Value) OnCondition(string condition) => ("On condition", condition);

    private static string Ended(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Completed => "Delivered",
        RequestOutcome.Withdrawn => "Withdrawn",
        RequestOutcome.Merged => "Merged",
        RequestOutcome.Stopped => "Stopped",
        _ => "Declined",
    };
}
