using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Safety;

/// <summary>
/// Refuses a form whose bytes are not UTF-8, by the name of the field. The framework's own reader keeps such bytes as the letters
/// of their escapes, so that nobody would ever hear of it.
/// </summary>
internal static class FormText
{
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsPlainForm(context.Request))
        {
            await next(context);
            return;
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Check(body.GetBuffer().AsSpan(0, (int)body.Length));
        body.Position = 0;
        var original = context.Request.Body;
        context.Request.Body = body;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Body = original;
        }
    });

    /// <summary>Whether the body is a form without files.</summary>
    public static bool IsPlainForm(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private static void Check(ReadOnlySpan<byte> form)
    {
        foreach (var range in form.Split((byte)'&'))
        {
            var pair = form[range];
            var equals = pair.IndexOf((byte)'=');
            if (equals < 0 || IsText(pair[(equals + 1)..]))
                continue;
            var name = IsText(pair[..equals]) ? Uri.UnescapeDataString(Encoding.UTF8.GetString(pair[..equals])) : "form";
            throw new UnreadableBodyException(name, $"{name} holds bytes that are not UTF-8 text. Type it again.");
        }
    }

    private static bool IsText(ReadOnlySpan<byte> escaped)
    {
        if (escaped.IndexOf((byte)'%') < 0)
            return Utf8.IsValid(escaped);
        var bytes = new byte[escaped.Length];
        var length = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            var isEscape = escaped[i] == '%' && i + 2 < escaped.Length && char.IsAsciiHexDigit((char)escaped[i + 1]) && char.IsAsciiHexDigit((char)escaped[i + 2]);
            bytes[length++] = isEscape ? Convert.FromHexString(Encoding.ASCII.GetString(escaped.Slice(i + 1, 2)))[0] : escaped[i];
            i += isEscape ? 2 : 0;
        }
        return Utf8.IsValid(bytes.AsSpan(0, length));
    }
}
