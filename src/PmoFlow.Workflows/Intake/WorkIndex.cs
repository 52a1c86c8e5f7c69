using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Intake;

/// <summary>
/// Where the work list's rows are: one partition for each kind of wait that analysts see to, what is due first on top. So a page of the
/// list costs a page of rows, however many wait.
/// </summary>
internal static class WorkIndex
{
    /// <summary>The waits that analysts see to, by kind.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["screening", "scoring", "information", "deferral"];

    /// <summary>The row of a request; null where it waits for nothing of an analyst's.</summary>
    public static TableKey? KeyOf(RequestRecord request) =>
        request.Outcome == RequestOutcome.Open && request.Waiting is [{ } wait, ..] && Kinds.Contains(wait.Kind)
            ? new(Partition(wait.Kind), RowOf(wait.Due ?? DateTimeOffset.MaxValue, request.Id.Value))
            : null;

    /// <summary>The partition of a kind of wait.</summary>
    public static string Partition(string kind) => $"work/{kind}";

    /// <summary>A row key under which what is due first comes first.</summary>
    public static string RowOf(DateTimeOffset due, string id) => $"{due.UtcTicks:D19}|{id}";

    /// <summary>A key as it is kept in the record.</summary>
    public static string? Name(TableKey? key) => key is { } at ? $"{at.Partition}\n{at.Row}" : null;

    /// <summary>The key of that name.</summary>
    public static TableKey Parse(string name) => name.Split('\n') is [var partition, var row] ? new(partition, row) : throw new FormatException(name);
}

/// <summary>Whether the work list's rows are complete: an office that is older than they are writes them once.</summary>
/// <param name="Version">What they are like.</param>
public sealed record WorkIndexState(int Version);
