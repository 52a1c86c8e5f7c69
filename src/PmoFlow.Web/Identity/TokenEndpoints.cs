using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Identity;

/// <summary>Where people make the tokens by which programs act as them, and take them back.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/me/tokens").RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        group.MapGet("", (AccessTokens tokens, Viewer viewer, CancellationToken cancellation) => Page(null, new Dictionary<string, string>(), [], tokens, viewer, cancellation));
        group.MapPost("", Make).ProtectForm();
        group.MapPost("/{id}/revoke", Revoke).ProtectForm();
    }

    // The secret is in the answer itself: no address has it, and no page shows it again.
    private static async Task<IResult> Make(FormBody form, HttpContext context, AccessTokens tokens, Viewer viewer, CancellationToken cancellation)
    {
        _ = int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days);
        var outcome = await tokens.Make(viewer.Person!, form["name"], days, cancellation);
        context.Response.Headers.CacheControl = "no-store";
        return outcome switch
        {
            Outcome<NewAccessToken>.Done(var made) => await Page(made.Secret, new Dictionary<string, string>(), [], tokens, viewer, cancellation),
            Outcome<NewAccessToken>.Refused(Refusal.Invalid(var errors)) => await Page(null, form.Fields, errors, tokens, viewer, cancellation),
            _ => outcome.ToPage(_ => Results.NoContent()),
        };
    }

    private static async Task<IResult> Revoke(string id, FormBody form, AccessTokens tokens, Viewer viewer, CancellationToken cancellation) =>
        (await tokens.Revoke(viewer.Person!.Email, id, cancellation)).ToPage(_ => Pages.SeeOther("/me/tokens"));

    private static async Task<IResult> Page(
        string? secret, IReadOnlyDictionary<string, string> typed, IReadOnlyList<FieldError> errors, AccessTokens tokens, Viewer viewer, CancellationToken cancellation) =>
        Pages.Page<TokensPage>(new { Tokens = await tokens.Of(viewer.Person!.Email, cancellation), Secret = secret, Typed = typed, Errors = errors },
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
