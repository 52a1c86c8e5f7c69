using Microsoft.AspNetCore.Connections;
using PmoFlow.Embedded.Engine;
using PmoFlow.Embedded.Storage;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Host;

/// <summary>What stops a start and is nobody's bug is said in words, once, not as a stack trace.</summary>
internal static class StartRefusals
{
    private static volatile bool starting = true;

    /// <summary>Builds the program and runs it until it is told to stop.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(Func<WebApplication> build)
    {
        try
        {
            await using var app = build();
            app.Lifetime.ApplicationStarted.Register(() => starting = false);
            await app.RunAsync();
            return 0;
        }
        catch (Exception refusal) when (starting && Sentence(refusal) is not null)
        {
            await Console.Error.WriteLineAsync($"PmoFlow cannot start.{Environment.NewLine}{Sentence(refusal)}");
            return 1;
        }
    }

    /// <summary>Keeps the host from logging with a stack trace what <see cref="Run"/> says, or what ends the program as an unhandled exception anyway.</summary>
    public static void SayRefusalsOnce(this ILoggingBuilder logging) =>
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => !starting && level >= LogLevel.Information);

    private static string? Sentence(Exception refusal) => refusal switch
    {
        // Read before the engine's start, which says it of itself.
        StorageException { IsCorruption: true } => $"What is stored is damaged ({refusal.Message.TrimEnd('.')}). Stop the program and restore the newest backup. (The command restore --from FILE of this program does that.)",
        DamagedDatabaseException => $"{refusal.Message} (The command restore --from FILE of this program does that.)",
        SettingRefusedException or LifecycleFilesRefusedException or StorageException or DataFolderInUseException
            or UnknownOrchestrationsException => refusal.Message,
        IOException { InnerException: AddressInUseException } => $"Urls names an address that another program listens on ({refusal.Message.TrimEnd('.')}). Stop that program, or give another address with --urls.",
        System.Net.Sockets.SocketException => $"Urls names an address that this program may not listen on ({refusal.Message}). Give another with --urls.",
        _ => null,
    };
}
