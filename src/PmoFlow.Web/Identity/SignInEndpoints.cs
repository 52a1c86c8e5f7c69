using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Development;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Identity;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/sign-in", Show);
        group.MapGet("/sign-in/organisation", Challenge);
        group.MapPost("/sign-in", Choose).DevelopmentOnly().ProtectForm();
        group.MapPost("/sign-out", (Delegate)Leave).ProtectForm();
    }

    private static async Task<IResult> Show(
        string? @return, string? failed, DevelopmentOnly development, IConfiguration configuration, OfficeDirectory directory, CancellationToken cancellation) =>
        Pages.Page<SignInPage>(new
        {
            Return = LocalPath(@return),
            Failed = failed is not null,
            Organisation = SignIn.IsConfigured(configuration),
            People = development.Allowed ? await directory.People(cancellation) : [],
        });

    private static IResult Challenge(string? @return, IConfiguration configuration, HttpContext context) => SignIn.IsConfigured(configuration)
        ? Results.Challenge(new AuthenticationProperties { RedirectUri = LocalPath(@return) }, [SignIn.Organisation])
        : ErrorAnswers.Say(context, StatusCodes.Status404NotFound);

    private static async Task<IResult> Choose(FormBody form, HttpContext context, OfficeDirectory directory, CancellationToken cancellation)
    {
        if (await directory.Find(form["email"] ?? "", cancellation) is not { } person)
            return Pages.Message(StatusCodes.Status400BadRequest, "Nobody by that address", "Choose somebody from the list.");
        await context.SignInAsync(SignIn.Cookie, SignIn.As(person.Email, SignIn.Cookie));
        var fallback = Access.Allows(person, Permission.WorkOnRequests) ? "/worklist" : "/";
        return Pages.SeeOther(LocalPath(form["return"]) is { Length: > 1 } path ? path : fallback);
    }

    private static async Task<IResult> Leave(HttpContext context)
    {
        await context.SignOutAsync(SignIn.Cookie);
        return Pages.SeeOther("/sign-in");
    }

    /// <summary>An address of this site only, so that a sign-in link cannot lead elsewhere.</summary>
    private static string LocalPath(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
