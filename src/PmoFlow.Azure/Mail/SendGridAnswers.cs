using System.Globalization;
using System.Net;
using System.Text.Json;
using PmoFlow.Platform.Mail;
using SendGrid;

namespace PmoFlow.Azure.Mail;

/// <summary>What each answer of v3 mail/send says about the mail.</summary>
internal static class SendGridAnswers
{
    public static async Task<SendOutcome> ToOutcome(Response answer, DateTimeOffset now, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
            return new SendOutcome.Accepted(Header(answer, "X-Message-Id"));
        var reason = $"SendGrid answered {(int)answer.StatusCode}: {await Words(answer, cancellation)}";
        return answer.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => new SendOutcome.Deferred(reason, Wait(answer, now)),
            HttpStatusCode.RequestTimeout => new SendOutcome.Deferred(reason),
            // A gateway that gave up waiting does not know what became of what it passed on.
            HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => new SendOutcome.Unknown(reason),
            >= HttpStatusCode.InternalServerError => new SendOutcome.Deferred(reason, Wait(answer, now)),
            _ => new SendOutcome.Rejected(reason),
        };
    }

    /// <summary>An outcome where there was no answer, or null where the exception is a bug.</summary>
    /// <param name="failure">What ended the exchange.</param>
    /// <param name="outOfPatience">Our own time-out, which runs from the first byte sent to the last received.</param>
    public static SendOutcome? ToOutcome(Exception failure, bool outOfPatience) => failure switch
    {
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        } => new SendOutcome.Deferred($"SendGrid could not be reached: {failure.Message}"),
        HttpRequestException or IOException => new SendOutcome.Unknown($"The connection broke before SendGrid answered: {failure.Message}"),
        OperationCanceledException when outOfPatience => new SendOutcome.Unknown("SendGrid did not answer in time."),
        OperationCanceledException => new SendOutcome.Deferred("SendGrid could not be connected to in time."),
        _ => null,
    };

    private static TimeSpan? Wait(Response answer, DateTimeOffset now)
    {
        if (answer.Headers?.RetryAfter is { } retry)
            return NotNegative(retry.Delta ?? retry.Date - now);
        // SendGrid's own header: the second of the Unix epoch at which the limit is lifted.
        return long.TryParse(Header(answer, "X-RateLimit-Reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            ? NotNegative(DateTimeOffset.FromUnixTimeSeconds(reset) - now)
            : null;
    }

    private static TimeSpan? NotNegative(TimeSpan? wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;

    private static string? Header(Response answer, string name) =>
        answer.Headers is { } headers && headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>The messages of an error answer, as {"errors":[{"message","field"}]} carries them.</summary>
    private static async Task<string> Words(Response answer, CancellationToken cancellation)
    {
        var body = answer.Body is null ? "" : await answer.Body.ReadAsStringAsync(cancellation);
        try
        {
            using var json = JsonDocument.Parse(body);
            var messages = json.RootElement.GetProperty("errors").EnumerateArray().Select(error =>
                error.TryGetProperty("field", out var field) && field.ValueKind == JsonValueKind.String
                    ? $"{error.GetProperty("message").GetString()} ({field.GetString()})"
                    : error.GetProperty("message").GetString());
            return string.Join("; ", messages);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return body.Length == 0 ? "no reason given" : body[..Math.Min(body.Length, 500)];
        }
    }
}
