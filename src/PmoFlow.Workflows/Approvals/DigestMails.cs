using System.Globalization;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Body of <see cref="DailyDigest.SendDigest"/>.</summary>
internal sealed class DigestMails(
    RequestLedger requests, GateLedger rounds, SeatLinks seats, DigestBox digests, OfficeDirectory directory, Outbox outbox, OfficeSettings office)
{
    private const string Gates = "the gates where you have a seat and have not decided yet, due first on top";
    private const string Late = "the requests that have waited longer than the office promises, longest first";

    public async Task<Nothing> Send(ActivityContext activity, DigestInput digest)
    {
        var open = new List<(GateRound Round, GateSeat Seat, string Title)>();
        var late = new List<RequestRecord>();
        foreach (var item in await digests.Of(digest, activity.Stopping))
        {
            if (item.IsLate == true)
            {
                // Somebody may have dealt with it meanwhile.
                if (await requests.Get(item.Request, activity.Stopping) is { Waiting: [{ Kind: "screening" or "scoring" }, ..] } request && request.Visit == item.Visit)
                    late.Add(request);
            }
            else if ((await rounds.Find(item.Request, item.Visit, item.Number, item.Part, activity.Stopping))?.Document is { IsOpen: true } round
                && round.Seats.FirstOrDefault(s => s.Email == digest.Email) is { Decision: null } seat)
            {
                open.Add((round, seat, (await requests.Get(item.Request, activity.Stopping)).Content.Title));
            }
        }
        // Everything may have been decided by others meanwhile: an empty mail helps nobody.
        if (open.Count + late.Count == 0)
            return default;
        var day = digest.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await outbox.Send($"digest:{digest.Email}", $"Digest|{day}", new MailPerson(open.Count > 0 ? open[0].Seat.Name : (await directory.Find(digest.Email, activity.Stopping))?.Name ?? digest.Email, digest.Email),
            () => Write(open, late, activity.Stopping), activity.Stopping);
        return default;
    }

    private static string Counted(int count, string thing) => count switch
    {
        0 => "",
        1 => $"One {thing}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}s"),
    };

    private async Task<Letter> Write(List<(GateRound Round, GateSeat Seat, string Title)> open, List<RequestRecord> late, CancellationToken cancellation)
    {
        var links = new List<(string Label, Uri Target)>();
        foreach (var (round, seat, title) in open.OrderBy(o => o.Round.Due))
        {
            var why = RoundReasons.InShort(round, RoundReasons.Before(round, await rounds.All(round.Request, cancellation)));
            links.Add(($"[{round.Request}] {title.Shortened(100)}{(why is null ? "" : $" ({why})")}, by {office.Moment(round.Due)}", await seats.Page(round, seat, cancellation)));
        }
        foreach (var request in late.OrderBy(request => request.Waiting[0].Due))
            links.Add(($"[{request.Id}] {request.Content.Title.Shortened(100)}, waits for {request.StageTitle} since {office.Moment(request.Waiting[0].Since)}", office.Link($"/requests/{request.Id}")));
        string[] parts = [Counted(open.Count, "decision"), Counted(late.Count, "late request")];
        return new Letter(
            $"{string.Join(" and ", parts.Where(part => part.Length > 0))} {(open.Count + late.Count == 1 ? "waits" : "wait")} for you",
            [$"This is your mail of the day: {string.Join("; then ", new[] { open.Count > 0 ? Gates : "", late.Count > 0 ? Late : "" }.Where(part => part.Length > 0))}."])
        {
            Links = links,
            Otherwise = "You can have a mail for each of them instead: change it under your name on the office's pages.",
        };
    }
}
