using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Intake;

/// <summary>What an analyst says when screening, checked before it is stored.</summary>
public sealed class ScreeningWords(RequestLedger ledger, LifecycleLibrary lifecycles, OfficeSettings office, TimeProvider clock)
{
    /// <summary>Nobody remembers why after longer than this, and what was asked for has changed.</summary>
    public const int LongestDeferralDays = 730;

    /// <summary>The other processes that a request may go on by.</summary>
    public IReadOnlyList<Lifecycle> ConvertibleTo(RequestRecord request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var stage = StageOf(request);
        return stage?.Offers(ScreeningOption.Convert) == false ? [] : [.. lifecycles.All.Where(other => other.Name != request.Lifecycle.Name
            && (stage?.ConvertTo is null || stage.ConvertTo.Contains(other.Name)))];
    }

    /// <summary>The screening in the form in which it is stored, or what is wrong with it.</summary>
    internal async Task<Outcome<Screened>> Read(RequestRecord request, Screened word, CancellationToken cancellation)
    {
        if (NotOffered(request, word.Decision) is { } closed)
            return Wrong("decision", closed);
        if (MissingWords(word) is { } missing)
            return Wrong("note", missing);
        var note = AnswerText.Paragraph(word.Note ?? "", RequestContent.MaxDescription, out var problem);
        if (problem is not null)
            return Wrong("note", problem);
        var said = new Screened(word.Decision, note.Length == 0 ? null : note);
        return word.Decision switch
        {
            ScreeningDecision.Defer => Deferral(said, request, word.Until),
            ScreeningDecision.Merge => await Merger(said, request, word.Into, cancellation),
            ScreeningDecision.Convert => Conversion(said, request, word.Lifecycle),
            _ => said,
        };
    }

    /// <summary>Its screening, as its lifecycle's file says it; null where it is in another stage.</summary>
    private LifecycleStage.Screening? StageOf(RequestRecord request) =>
        lifecycles.Get(request.Lifecycle).TryStage(request.Stage, out var stage) ? stage as LifecycleStage.Screening : null;

    private string? NotOffered(RequestRecord request, ScreeningDecision decision)
    {
        ScreeningOption? option = decision switch
        {
            ScreeningDecision.Defer => ScreeningOption.Defer,
            ScreeningDecision.Merge => ScreeningOption.Merge,
            ScreeningDecision.Convert => ScreeningOption.Convert,
            _ => null,
        };
        return option is { } asked && StageOf(request)?.Offers(asked) == false
            ? $"The process {lifecycles.Get(request.Lifecycle).Title} does not offer this for its requests." : null;
    }

    private static string? MissingWords(Screened word) => string.IsNullOrWhiteSpace(word.Note) ? word.Decision switch
    {
        ScreeningDecision.Decline => "Say why it is declined: the requester will read it.",
        ScreeningDecision.AskForInformation => "Write what the requester shall tell you.",
        ScreeningDecision.Defer => "Say why it is deferred: the requester will read it.",
        _ => null,
    } : null;

    private Outcome<Screened> Deferral(Screened said, RequestRecord request, DateOnly? until)
    {
        var now = clock.GetUtcNow();
        var today = office.Calendar.DayOf(now);
        var last = StageOf(request)?.DeferredAtMost is { } most ? office.Calendar.DayOf(most.After(now, office.Calendar)) : today.AddDays(LongestDeferralDays);
        return until is { } day && day > today && day <= last
            ? said with { Until = day }
            : Wrong("until", $"Give the day on which it comes back, as year-month-day: after {today:yyyy-MM-dd}, not after {last:yyyy-MM-dd}.");
    }

    private async Task<Outcome<Screened>> Merger(Screened said, RequestRecord request, RequestId? into, CancellationToken cancellation)
    {
        if (into is not { Value.Length: > 0 } number)
            return Wrong("into", "Give the number of the request that goes on, such as R-0A1B2C3D.");
        number = new RequestId(number.Value.Trim().ToUpperInvariant());
        if (number == request.Id)
            return Wrong("into", "A request cannot be merged into itself.");
        return await ledger.Find(number, cancellation) switch
        {
            null => Wrong("into", $"There is no request {number}."),
            { MergedInto: { } other } => Wrong("into", $"{number} was itself merged into {other}; merge into that one."),
            { Outcome: RequestOutcome.Declined or RequestOutcome.Withdrawn or RequestOutcome.Stopped or RequestOutcome.Completed } ended => Wrong("into", $"{number} has ended ({ended.StageTitle}): there is nothing to follow."),
            _ => said with { Into = number },
        };
    }

    private Outcome<Screened> Conversion(Screened said, RequestRecord request, string? name)
    {
        var offered = ConvertibleTo(request);
        if (offered.FirstOrDefault(known => known.Name == name) is not { } lifecycle)
            return Wrong("lifecycle", offered.Count == 0 ? "There is no other process to move it to." : $"Choose one of: {string.Join(", ", offered.Select(known => known.Name))}.");
        return said with { Lifecycle = lifecycle.Name, LifecycleVersion = lifecycle.Version };
    }

    private static Refusal.Invalid Wrong(string field, string message) => new([new FieldError(field, message)]);
}
