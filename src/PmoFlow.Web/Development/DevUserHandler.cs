using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Development;

/// <summary>The header <c>X-Dev-User: email</c> acts as that person of the directory.</summary>
internal sealed class DevUserHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, DevelopmentOnly development, OfficeDirectory directory)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "dev-user";

    public const string Header = "X-Dev-User";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!development.Allowed)
            return AuthenticateResult.NoResult();
        var email = Request.Headers[Header].ToString();
        return await directory.Find(email, Context.RequestAborted) is { } person
            ? AuthenticateResult.Success(new AuthenticationTicket(SignIn.As(person.Email, Scheme), Scheme))
            : AuthenticateResult.Fail($"Nobody in the directory has the address '{email}'.");
    }
}
