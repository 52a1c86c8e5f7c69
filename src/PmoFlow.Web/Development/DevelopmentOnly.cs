using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Development;

/// <summary>
/// Whether this request may use what only developers have: in Development, from this machine, asked for by one of its names
/// (so that a foreign page whose name was pointed here is refused), and through no proxy.
/// </summary>
public sealed class DevelopmentOnly(IHostEnvironment environment, IHttpContextAccessor accessor)
{
    private static readonly string[] Proxies = ["X-Forwarded-For", "Forwarded", "X-Real-IP"];

    /// <summary>For the request that is being answered.</summary>
    public bool Allowed => accessor.HttpContext is { } context && Allows(environment, context);

    internal static bool Allows(IHostEnvironment environment, HttpContext context) =>
        environment.IsDevelopment()
        && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && !Array.Exists(Proxies, context.Request.Headers.ContainsKey);
}

internal static class DevelopmentOnlyEndpoints
{
    /// <summary>To everybody else there is nothing at this address.</summary>
    public static TBuilder DevelopmentOnly<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (invocation, next) =>
            invocation.HttpContext.RequestServices.GetRequiredService<DevelopmentOnly>().Allowed
                ? await next(invocation)
                : ErrorAnswers.Say(invocation.HttpContext, StatusCodes.Status404NotFound));
}
