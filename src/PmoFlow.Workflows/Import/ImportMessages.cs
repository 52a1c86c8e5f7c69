using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Import;

/// <summary>A file to be taken over.</summary>
/// <param name="Import">Its number.</param>
/// <param name="Run">Which run of it this is, from 1.</param>
/// <param name="NextChunk">The chunk that comes next; before the first one every row is planned.</param>
/// <param name="Chunks">How many there are, once that is known.</param>
/// <param name="RowsDone">Rows dealt with so far.</param>
/// <param name="Rows">Rows of the file.</param>
public sealed record ImportFileInput(string Import, int Run, int NextChunk = 0, int Chunks = 0, int RowsDone = 0, int Rows = 0);

/// <summary>A chunk of rows to be taken over.</summary>
public sealed record RowsToImport(string Import, int Run, int Chunk, int RowsBefore);

/// <summary>What a file comes to in a run.</summary>
public sealed record ImportProgress(string Import, int Run, int Rows, int RowsDone, int Chunks);

/// <summary>The steps of an import.</summary>
internal static class ImportActivities
{
    /// <summary>Decides what happens with each row, as the office stands now.</summary>
    public static readonly ActivityReference<ImportFileInput, ImportProgress> PlanImport = new("PlanImport") { Retry = ActivityPolicies.Records };

    /// <summary>Takes a chunk of rows over.</summary>
    public static readonly ActivityReference<RowsToImport, int> ImportRows = new("ImportRows") { Retry = ActivityPolicies.Records };

    /// <summary>Says that every row is taken over or listed, and lets the next file have its turn.</summary>
    public static readonly ActivityReference<ImportFileInput, ImportProgress> FinishImport = new("FinishImport") { Retry = ActivityPolicies.Records };
}
