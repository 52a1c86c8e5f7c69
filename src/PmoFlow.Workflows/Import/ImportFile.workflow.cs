using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Import;

/// <summary>A file is taken over: every row is planned, then chunk after chunk is imported, and its progress shown.</summary>
public static class ImportFile
{
    /// <summary>One instance per run of an import.</summary>
    public static readonly OrchestrationReference<ImportFileInput, ImportProgress> Reference = new("ImportFile");

    /// <summary>The instance of a run.</summary>
    public static string InstanceId(string import, int run) => $"{import}:{run}";

    // A file of 100,000 rows has a thousand chunks: a history of its own for each hundred keeps them all short.
    private const int ChunksPerExecution = 100;

    /// <summary>The orchestration.</summary>
    public static async Task<ImportProgress> Run(OrchestrationContext context, ImportFileInput input)
    {
        if (input.NextChunk == 0)
        {
            var planned = await context.CallActivity(ImportActivities.PlanImport, input);
            input = input with { Chunks = planned.Chunks, Rows = planned.Rows };
        }

        var until = Math.Min(input.Chunks, input.NextChunk + ChunksPerExecution);
        while (input.NextChunk < until)
        {
            context.SetCustomStatus(new ImportProgress(input.Import, input.Run, input.Rows, input.RowsDone, input.Chunks));
            var done = await context.CallActivity(
                ImportActivities.ImportRows, new RowsToImport(input.Import, input.Run, input.NextChunk, input.RowsDone));
            input = input with { NextChunk = input.NextChunk + 1, RowsDone = input.RowsDone + done };
        }

        if (input.NextChunk < input.Chunks)
        {
            context.ContinueAsNew(input);
            return new(input.Import, input.Run, input.Rows, input.RowsDone, input.Chunks);
        }
        return await context.CallActivity(ImportActivities.FinishImport, input);
    }
}
