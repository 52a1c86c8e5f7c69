using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Development;

namespace PmoFlow.Web.Identity;

/// <summary>
/// Who somebody is: a cookie, given after OpenID Connect (<c>Oidc:Authority</c>, <c>Oidc:ClientId</c>, <c>Oidc:ClientSecret</c>)
/// or, in Development on this machine only, by choosing a person or by the header <c>X-Dev-User</c>. The provider has to say that the
/// mail address is verified; one whose tenant hands out the addresses itself and says nothing of it is believed with
/// <c>Oidc:TrustAddresses</c>. Programs show a token that somebody made for them.
/// </summary>
internal static class SignIn
{
    public const string Cookie = "pmoflow";

    public const string Organisation = "organisation";

    private const string Either = "pmoflow-or-development";

    public static void Add(IServiceCollection services, IConfiguration configuration, bool development)
    {
        var authentication = services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
                development && context.Request.Headers.ContainsKey(DevUserHandler.Header) ? DevUserHandler.Scheme
                : BearerHandler.IsMeant(context) ? BearerHandler.Scheme : Cookie)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Scheme, null)
            .AddCookie(Cookie, options =>
            {
                options.Cookie.Name = "pmoflow";
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.HttpOnly = true;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = TimeSpan.FromHours(10);
                // People work by the real clock: moving the office's a month ahead must not sign them out.
                options.TimeProvider = TimeProvider.System;
                options.LoginPath = "/sign-in";
            });
        if (development)
            authentication.AddScheme<AuthenticationSchemeOptions, DevUserHandler>(DevUserHandler.Scheme, null);
        if (IsConfigured(configuration))
            authentication.AddOpenIdConnect(Organisation, options => Configure(options, configuration.GetSection("Oidc")));
        services.AddAuthorization();
        services.AddScoped<Viewer>();
        services.AddSingleton<TokenGuesses>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, PermissionAnswers>();
    }

    public static bool IsConfigured(IConfiguration configuration) => configuration["Oidc:Authority"] is { Length: > 0 };

    /// <summary>Somebody with that mail address, as the cookie remembers them.</summary>
    public static ClaimsPrincipal As(string email, string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Email, Person.Normalise(email))], scheme, ClaimTypes.Email, null));

    private static void Configure(OpenIdConnectOptions options, IConfigurationSection section)
    {
        section.Bind(options);
        options.SignInScheme = Cookie;
        options.ResponseType = "code";
        options.UsePkce = true;
        // The answer comes as a plain link, so that the cookies that belong to it need not be sent with foreign forms: those would have
        // to be for https only, and no office within a house could sign in without it.
        options.ResponseMode = "query";
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        options.MapInboundClaims = false;
        options.CallbackPath = "/sign-in/callback";
        options.Scope.Add("email");
        var trusted = section.GetValue<bool>("TrustAddresses");
        options.Events.OnTokenValidated = context =>
        {
            var identity = context.Principal;
            var verified = identity?.FindFirstValue("email_verified") is { } said ? string.Equals(said, "true", StringComparison.OrdinalIgnoreCase) : trusted;
            var email = identity?.FindFirstValue("email")
                ?? (trusted ? identity?.FindFirstValue("preferred_username") ?? identity?.FindFirstValue("upn") : null);
            if (email is null || !email.Contains('@', StringComparison.Ordinal))
                context.Fail("The sign-in gave no mail address.");
            else if (!verified)
                context.Fail("The mail address of the sign-in is not verified.");
            else
                context.Principal = As(email, Organisation);
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect("/sign-in?failed=1");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }
}
