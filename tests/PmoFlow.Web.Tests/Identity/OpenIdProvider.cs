using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PmoFlow.Web.Tests.Identity;

/// <summary>
/// A small OpenID Connect provider on a port of its own: discovery, keys, code flow with PKCE, tokens signed by RSA. Whom it signs in
/// is what <see cref="Claims"/> says at that moment.
/// </summary>
internal sealed class OpenIdProvider : IHostedService, IDisposable
{
    public const string ClientId = "pmoflow";
    public const string ClientSecret = "a secret of the two";

    private readonly RSA key = RSA.Create(2048);
    private readonly RSA strangeKey = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Asked> codes = new();
    private readonly WebApplication app;

    public OpenIdProvider(Uri address)
    {
        Address = address;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.ToString());
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", Describe);
        app.MapGet("/keys", ShowKeys);
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", (Delegate)Exchange);
    }

    public Uri Address { get; }

    /// <summary>What the next token says besides who issued it, for whom and until when.</summary>
    public Dictionary<string, object> Claims { get; set; } = [];

    /// <summary>The next token is signed with a key that is not among the published ones.</summary>
    public bool IsForged { get; set; }

    public Task StartAsync(CancellationToken cancellationToken) => app.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => app.StopAsync(cancellationToken);

    public void Dispose()
    {
        key.Dispose();
        strangeKey.Dispose();
    }

    private string Issuer => Address.GetLeftPart(UriPartial.Authority);

    private IResult Describe() => Results.Json(new
    {
        issuer = Issuer,
        authorization_endpoint = $"{Issuer}/authorize",
        token_endpoint = $"{Issuer}/token",
        jwks_uri = $"{Issuer}/keys",
        response_types_supported = (string[])["code"],
        subject_types_supported = (string[])["public"],
        id_token_signing_alg_values_supported = (string[])["RS256"],
    });

    private IResult ShowKeys()
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = (object[])[new { kty = "RSA", use = "sig", alg = "RS256", kid = "one", n = Base64Url.EncodeToString(numbers.Modulus), e = Base64Url.EncodeToString(numbers.Exponent) }],
        });
    }

    /// <summary>Signs in at once, and sends the code back as the app asked for it.</summary>
    private IResult Authorize(HttpContext context)
    {
        string Query(string name) => context.Request.Query[name].ToString();
        if (Query("client_id") != ClientId || Query("response_type") != "code" || Query("code_challenge_method") != "S256" || !Query("scope").Contains("email", StringComparison.Ordinal))
            return Results.BadRequest("not as agreed");
        var code = Guid.NewGuid().ToString("n");
        codes[code] = new Asked(Query("redirect_uri"), Query("nonce"), Query("code_challenge"));
        return Results.Redirect($"{Query("redirect_uri")}?code={code}&state={Uri.EscapeDataString(Query("state"))}");
    }

    private async Task<IResult> Exchange(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (form["client_secret"] != ClientSecret || !codes.TryRemove(form["code"].ToString(), out var asked)
            || asked.Redirect != form["redirect_uri"] || asked.Challenge != challenge)
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        return Results.Json(new { access_token = "unused", token_type = "Bearer", expires_in = 300, id_token = Token(asked.Nonce) });
    }

    private string Token(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object> { ["iss"] = Issuer, ["aud"] = ClientId, ["sub"] = "42", ["iat"] = now, ["exp"] = now + 300, ["nonce"] = nonce };
        foreach (var (name, value) in Claims)
            claims[name] = value;
        var text = $"{Part(new { alg = "RS256", typ = "JWT", kid = "one" })}.{Part(claims)}";
        var signature = (IsForged ? strangeKey : key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(object json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    private sealed record Asked(string Redirect, string Nonce, string Challenge);
}
