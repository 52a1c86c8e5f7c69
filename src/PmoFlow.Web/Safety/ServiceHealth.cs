using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Safety;

/// <summary>Whether the process lives, and whether it can answer: for load balancers and service managers.</summary>
internal static class ServiceHealth
{
    public static void MapServiceHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Ready is who can read the tables.</summary>
    private static async Task<IResult> Ready(OfficeDirectory directory, CancellationToken cancellation)
    {
        _ = await directory.Find("nobody@example.invalid", cancellation);
        return Results.Text("ready");
    }
}
