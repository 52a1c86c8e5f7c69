using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Identity;

/// <summary>After the sign-in: looks the mail address up in the office's directory, once per request.</summary>
internal static class ViewerLookup
{
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.User.FindFirstValue(ClaimTypes.Email) is { } email)
        {
            var viewer = context.RequestServices.GetRequiredService<Viewer>();
            viewer.Email = email;
            viewer.Person = await context.RequestServices.GetRequiredService<OfficeDirectory>().Find(email, context.RequestAborted);
        }
        await next(context);
    });
}
