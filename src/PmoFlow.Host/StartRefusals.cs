using PmoFlow.Embedded.Engine;
using PmoFlow.Embedded.Storage;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Host;

/// <summary>What stops a start and is nobody's bug is said in words, not as a stack trace.</summary>
internal static class StartRefusals
{
    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (Exception refusal) when (refusal is LifecycleFilesRefusedException or StorageException or DataFolderInUseException
            or DamagedDatabaseException or UnknownOrchestrationsException)
        {
            await Console.Error.WriteLineAsync($"PmoFlow cannot start.{Environment.NewLine}{refusal.Message}");
            return 1;
        }
    }
}
