using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Identity;

/// <summary>The one mechanism by which a page or endpoint asks for a permission of <see cref="Access"/>.</summary>
internal static class Permissions
{
    /// <summary>Only for who has one of these permissions.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, params Permission[] anyOf) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(policy => policy.AddRequirements(new PermissionRequirement(anyOf)));
}

internal sealed record PermissionRequirement(IReadOnlyList<Permission> AnyOf) : IAuthorizationRequirement;

internal sealed class PermissionHandler(Viewer viewer) : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (requirement.AnyOf.Any(viewer.May))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>Programs are told by status; people are led to the sign-in, or told whose roles it needs.</summary>
internal sealed class PermissionAnswers : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return next(context);
        var known = context.User.Identity?.IsAuthenticated == true;
        if (!known && context.Features.Get<TooManyGuesses>() is not null)
            return ErrorAnswers.Say(context, StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
        if (!known && Pages.IsApi(context))
            context.Response.Headers.WWWAuthenticate = "Bearer";
        if (Pages.IsApi(context))
            return ErrorAnswers.Say(context, known ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized).ExecuteAsync(context);
        if (!known)
        {
            var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";
            return Pages.SeeOther($"/sign-in?return={Uri.EscapeDataString(back)}").ExecuteAsync(context);
        }
        var roles = policy.Requirements.OfType<PermissionRequirement>().SelectMany(r => r.AnyOf).SelectMany(Access.RolesFor).Distinct().Select(Words.Role);
        return Pages.Message(StatusCodes.Status403Forbidden, "You may not see this",
            $"This is for people with one of these roles: {string.Join(", ", roles)}. Ask the office's administrator if you need it.").ExecuteAsync(context);
    }
}
