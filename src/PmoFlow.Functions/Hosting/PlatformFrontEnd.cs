using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace PmoFlow.Functions.Hosting;

/// <summary>
/// App Service's front end, which adds whom a request came from. To the worker all requests come from the host beside it: without this
/// all visitors would share one address, and with it the limits that each has.
/// </summary>
internal static class PlatformFrontEnd
{
    /// <summary>Set by the platform; where it is not, anybody could write that header.</summary>
    private const string Site = "WEBSITE_SITE_NAME";

    public static void Use(IApplicationBuilder app)
    {
        if (string.IsNullOrEmpty(app.ApplicationServices.GetRequiredService<IConfiguration>()[Site]))
            return;
        // The last address is the front end's word; those before it are the visitor's own.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = 1 };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        app.UseForwardedHeaders(options);
    }
}
