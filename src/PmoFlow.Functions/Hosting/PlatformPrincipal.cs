using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmoFlow.Functions.Hosting;

/// <summary>Somebody whom App Service Authentication has signed in: Base64 of JSON with their claims.</summary>
internal sealed record PlatformPrincipal([property: JsonPropertyName("claims")] IReadOnlyList<PlatformClaim> Claims)
{
    // What they sign in with: its domain is one that their organisation has shown to be its own.
    private static readonly string[] Names = ["preferred_username", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", "upn"];

    // Whoever keeps an account may write any mail address into it, somebody else's too.
    private static readonly string[] Mails = ["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "email"];

    private static readonly string[] Verifications = ["xms_edov", "email_verified"];

    /// <summary>
    /// The address by which the office's directory knows them: what they sign in with, else a mail address that was verified; null where
    /// there is neither.
    /// </summary>
    public string? Email => Address(Names) ?? (IsVerified ? Address(Mails) : null);

    private bool IsVerified => Claims.Any(claim => Verifications.Contains(claim.Type)
        && (claim.Value == "1" || string.Equals(claim.Value, "true", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The principal of the header; null where it holds none.</summary>
    public static PlatformPrincipal? Read(string? header)
    {
        if (string.IsNullOrEmpty(header))
            return null;
        try
        {
            return JsonSerializer.Deserialize(Convert.FromBase64String(header), PlatformPrincipalJson.Default.PlatformPrincipal) is { Claims: not null } read
                ? read : null;
        }
        catch (Exception problem) when (problem is FormatException or JsonException)
        {
            return null;
        }
    }

    private string? Address(IEnumerable<string> types) => types
        .Select(type => Claims.FirstOrDefault(claim => claim.Type == type)?.Value)
        .FirstOrDefault(value => value?.Contains('@', StringComparison.Ordinal) == true);
}

/// <summary>What is known of them.</summary>
internal sealed record PlatformClaim([property: JsonPropertyName("typ")] string Type, [property: JsonPropertyName("val")] string Value);

[JsonSerializable(typeof(PlatformPrincipal))]
internal sealed partial class PlatformPrincipalJson : JsonSerializerContext;
