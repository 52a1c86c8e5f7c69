using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Identity;

/// <summary>
/// The header <c>Authorization: Bearer</c> with a token acts as the person who made it. It counts for the API and for what is only read,
/// such as files of lists; forms of pages are for people and their browsers, whose tokens against forged requests stay demanded.
/// </summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens, TokenGuesses guesses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "token";

    private const string Word = "Bearer ";

    /// <summary>Whether a request comes from a program that shows a token.</summary>
    public static bool IsMeant(HttpContext context) =>
        (Pages.IsApi(context) || HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.Request.Headers[HeaderNames.Authorization].ToString().StartsWith(Word, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (guesses.IsOver(Context))
        {
            Context.Features.Set(new TooManyGuesses());
            return AuthenticateResult.Fail("Too many tokens that open nothing came from this address.");
        }
        var secret = Request.Headers[HeaderNames.Authorization].ToString()[Word.Length..].Trim();
        if (await tokens.Find(secret, Context.RequestAborted) is { } token)
            return AuthenticateResult.Success(new AuthenticationTicket(SignIn.As(token.Person, Scheme), Scheme));
        guesses.Count(Context);
        return AuthenticateResult.Fail("The token opens nothing.");
    }
}

/// <summary>Set where an address has guessed too often to be listened to.</summary>
internal sealed record TooManyGuesses;
