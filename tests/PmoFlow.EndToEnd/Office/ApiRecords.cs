using System.Text.Json;

namespace PmoFlow.EndToEnd.Office;

/// <summary>What the tests read of the API: written from the contract, not taken from the program.</summary>
internal sealed record Submitted(string Id, Uri TrackingUrl);

internal sealed record RequestState(
    string Id, string Title, string Stage, string Status, int Visit, decimal? Score, decimal? Cost, string? Project, IReadOnlyList<WaitState> WaitingFor)
{
    public bool WaitsFor(string kind) => WaitingFor.Any(wait => wait.Kind == kind);
}

internal sealed record WaitState(string Kind, string Who, DateTimeOffset Since, DateTimeOffset? Due, string Then);

internal sealed record Message(
    string Id, string To, string Subject, string Text, string Html, IReadOnlyList<string> Links, DateTimeOffset SentAt)
{
    /// <summary>The number in brackets that every subject begins with.</summary>
    public string About => Subject.Split('[', ']') is [_, var about, ..] ? about : "";
}

internal sealed record Listing<T>(IReadOnlyList<T> Items, string? Cursor);

internal sealed record Timeline(bool Whole, int? BrokenAt, IReadOnlyList<TimelineStep> Entries);

internal sealed record TimelineStep(
    int Sequence, DateTimeOffset At, string Kind, string Actor, string Summary, IReadOnlyDictionary<string, string> Details,
    string PreviousHash, string Hash);

/// <summary>An answer with its body, so that a failure can say what came.</summary>
internal sealed record Answer(int Status, string Body, Uri? Location)
{
    public T Read<T>() => JsonSerializer.Deserialize<T>(Body, JsonSerializerOptions.Web)
        ?? throw new InvalidOperationException($"{Status}: {Body}");

    public Answer Expect(int status) => Status == status ? this
        : throw new InvalidOperationException($"Expected {status}, but it is {Status}: {Body[..Math.Min(Body.Length, 2_000)]}");

    /// <summary>What a Problem Details answer says is wrong, by field.</summary>
    public Dictionary<string, string[]> Errors()
    {
        using var problem = JsonDocument.Parse(Body);
        return problem.RootElement.TryGetProperty("errors", out var errors)
            ? errors.Deserialize<Dictionary<string, string[]>>()!
            : [];
    }
}

internal sealed record ProjectState(string Id, string Name, string? Request, string? Rating);

internal sealed record ActionState(string Id, string Title, string Project, string Owner);
