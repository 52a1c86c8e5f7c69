using System.Globalization;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Notifications;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Body of <see cref="DailyDigest.SendDigest"/>.</summary>
internal sealed class DigestMails(RequestLedger requests, GateLedger rounds, SeatLinks seats, DigestBox digests, Outbox outbox, OfficeSettings office)
{
    public async Task<Nothing> Send(ActivityContext activity, DigestInput digest)
    {
        var open = new List<(GateRound Round, GateSeat Seat, string Title)>();
        foreach (var item in await digests.Of(digest, activity.Stopping))
        {
            if ((await rounds.Find(item.Request, item.Visit, item.Number, item.Part, activity.Stopping))?.Document is { IsOpen: true } round
                && round.Seats.FirstOrDefault(s => s.Email == digest.Email) is { Decision: null } seat)
            {
                open.Add((round, seat, (await requests.Get(item.Request, activity.Stopping)).Content.Title));
            }
        }
        // Everything may have been decided by others meanwhile: an empty mail helps nobody.
        if (open.Count == 0)
            return default;
        var day = digest.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await outbox.Send($"digest:{digest.Email}", $"Digest|{day}", new MailPerson(open[0].Seat.Name, digest.Email),
            () => Write(open, activity.Stopping), activity.Stopping);
        return default;
    }

    private async Task<Letter> Write(List<(GateRound Round, GateSeat Seat, string Title)> open, CancellationToken cancellation)
    {
        var links = new List<(string Label, Uri Target)>();
        foreach (var (round, seat, title) in open.OrderBy(o => o.Round.Due))
        {
            var why = RoundReasons.InShort(round, RoundReasons.Before(round, await rounds.All(round.Request, cancellation)));
            links.Add(($"[{round.Request}] {title.Shortened(100)}{(why is null ? "" : $" ({why})")}, by {office.Moment(round.Due)}", await seats.Page(round, seat, cancellation)));
        }
        return new Letter(
            $"{(open.Count == 1 ? "One decision waits" : $"{open.Count} decisions wait")} for you",
            ["This is your mail of the day: the gates where you have a seat and have not decided yet, due first on top."])
        {
            Links = links,
            Otherwise = "You can have a mail for each decision instead: change it under your name on the office's pages.",
        };
    }
}
