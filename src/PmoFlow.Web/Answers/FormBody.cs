using System.Reflection;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace PmoFlow.Web.Answers;

/// <summary>A posted form by field name. A field that was sent twice counts once.</summary>
internal sealed record FormBody(IReadOnlyDictionary<string, string> Fields) : IEndpointParameterMetadataProvider
{
    /// <summary>What was typed, trimmed; null where it is empty or missing.</summary>
    public string? this[string field] => Fields.GetValueOrDefault(field)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Fields whose names begin with <paramref name="prefix"/>, without it; empty ones left out.</summary>
    public Dictionary<string, string> Group(string prefix) => Fields
        .Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal) && f.Value.Trim().Length > 0)
        .ToDictionary(f => f.Key[prefix.Length..], f => f.Value.Trim());

    public static async ValueTask<FormBody> BindAsync(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
            throw new UnreadableBodyException("form", "This form was open too long or came from another place. Go back, reload the page and send it again.");
        if (!context.Request.HasFormContentType)
            throw new BadHttpRequestException("Not a form.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return new(form.ToDictionary(f => f.Key, f => (f.Value.FirstOrDefault() ?? "").ReplaceLineEndings("\n")));
        }
        catch (InvalidDataException bad)
        {
            throw new UnreadableBodyException("form", $"The form could not be read: {bad.Message}");
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/x-www-form-urlencoded"]));
}
