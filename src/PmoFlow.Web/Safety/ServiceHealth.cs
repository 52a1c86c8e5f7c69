using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PmoFlow.Platform.Operations;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Safety;

/// <summary>Whether the process lives, and whether it does its work: for load balancers and service managers.</summary>
internal static partial class ServiceHealth
{
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    public static void MapServiceHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Ready is who can read the tables and whose orchestrations go on; else 503 and a sentence on what is wrong.</summary>
    private static async Task<IResult> Ready(
        OfficeDirectory directory, IOrchestrationOperations platform, ILogger<ServiceHealthLog> log, CancellationToken cancellation)
    {
        var readiness = await platform.Ready(cancellation);
        if (readiness.IsReady)
            readiness = await Tables(directory, cancellation);
        if (readiness.IsReady)
            return Results.Text("ready");
        NotReady(log, readiness.Reason ?? "");
        return Results.Text($"not ready: {readiness.Reason}", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Readiness> Tables(OfficeDirectory directory, CancellationToken cancellation)
    {
        try
        {
            _ = await directory.Find("nobody@example.invalid", cancellation).WaitAsync(LongestRead, TimeProvider.System, cancellation);
            return new Readiness(true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Readiness(false, $"The tables cannot be read: {e.Message}");
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Not ready: {Reason}")]
    private static partial void NotReady(ILogger log, string reason);

    /// <summary>Names the log.</summary>
    internal sealed class ServiceHealthLog;
}
