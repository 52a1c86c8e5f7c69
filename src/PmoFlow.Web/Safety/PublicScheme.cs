using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Web.Safety;

/// <summary>
/// An office whose public address is https is reached by https, whether or not the proxy that ends TLS says so: its cookies are for
/// https only, and addresses that it gives to others begin so.
/// </summary>
internal static class PublicScheme
{
    public static void Use(IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetRequiredService<OfficeSettings>().PublicUrl.Scheme != Uri.UriSchemeHttps)
            return;
        app.Use((context, next) =>
        {
            context.Request.Scheme = Uri.UriSchemeHttps;
            return next(context);
        });
    }
}
