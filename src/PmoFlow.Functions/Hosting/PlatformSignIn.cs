using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Functions.Hosting;

/// <summary>
/// Sign-in by App Service Authentication, which puts the principal into a header and removes that header from what comes from outside.
/// Where the app does not run behind it (<c>WEBSITE_AUTH_ENABLED</c>, set by the platform), a request with the header is refused.
/// </summary>
internal static class PlatformSignIn
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private const string Scheme = "app-service";

    public static void Use(IApplicationBuilder app)
    {
        var behind = string.Equals(
            app.ApplicationServices.GetRequiredService<IConfiguration>()["WEBSITE_AUTH_ENABLED"], "true", StringComparison.OrdinalIgnoreCase);
        app.Use((context, next) => behind ? Behind(context, next) : InFront(context, next));
    }

    private static Task InFront(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Headers.ContainsKey(Header))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync($"This app does not run behind App Service Authentication; it takes nobody's word in {Header}.");
    }

    private static Task Behind(HttpContext context, RequestDelegate next)
    {
        var email = PlatformPrincipal.Read(context.Request.Headers[Header])?.Email;
        if (email is not null)
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Email, Person.Normalise(email))], Scheme));
        // The platform's own pages sign people in and out.
        switch (context.Request.Path.Value)
        {
            case "/sign-in" when email is null && HttpMethods.IsGet(context.Request.Method):
                context.Response.Redirect($"/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(Local(context.Request.Query["return"]))}");
                return Task.CompletedTask;
            case "/sign-out" when HttpMethods.IsPost(context.Request.Method):
                context.Response.StatusCode = StatusCodes.Status303SeeOther;
                context.Response.Headers.Location = "/.auth/logout";
                return Task.CompletedTask;
            default:
                return next(context);
        }
    }

    private static string Local(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
