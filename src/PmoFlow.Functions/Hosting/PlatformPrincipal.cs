using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmoFlow.Functions.Hosting;

/// <summary>Somebody whom App Service Authentication has signed in: Base64 of JSON with their claims.</summary>
internal sealed record PlatformPrincipal([property: JsonPropertyName("claims")] IReadOnlyList<PlatformClaim> Claims)
{
    private static readonly string[] Addresses =
    [
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "email", "preferred_username",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
    ];

    /// <summary>Their mail address, by which the office's directory knows them; null where no claim is one.</summary>
    public string? Email => Addresses
        .Select(type => Claims.FirstOrDefault(claim => claim.Type == type)?.Value)
        .FirstOrDefault(value => value?.Contains('@', StringComparison.Ordinal) == true);

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
}

/// <summary>What is known of them.</summary>
internal sealed record PlatformClaim([property: JsonPropertyName("typ")] string Type, [property: JsonPropertyName("val")] string Value);

[JsonSerializable(typeof(PlatformPrincipal))]
internal sealed partial class PlatformPrincipalJson : JsonSerializerContext;
