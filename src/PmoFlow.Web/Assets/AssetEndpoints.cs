using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace PmoFlow.Web.Assets;

internal static class AssetEndpoints
{
    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/{fingerprint}/{name}", Serve).ExcludeFromDescription().AllowAnonymous();
        routes.MapGet("/favicon.ico", () => Results.Redirect(AssetCatalog.Url("favicon.svg"))).ExcludeFromDescription().AllowAnonymous();
        routes.MapGet("/robots.txt", () => Results.Text("User-agent: *\nDisallow: /\n")).ExcludeFromDescription().AllowAnonymous();
    }

    private static IResult Serve(string fingerprint, string name, HttpContext context)
    {
        if (AssetCatalog.Find(name) is not { } asset || asset.Fingerprint != fingerprint)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return Results.Bytes(asset.Bytes, asset.ContentType);
        context.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(asset.Brotli, asset.ContentType);
    }
}
