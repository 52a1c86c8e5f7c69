using PmoFlow.Domain.Health;

namespace PmoFlow.Domain.Import;

/// <summary>A rating as a file says it.</summary>
public static class RatingText
{
    /// <summary>
    /// Reads a colour, its letter, or the words that many tools use for it. A sentence that says why a rating is withheld is none:
    /// false, and the sentence belongs in the trace of an unknown rating.
    /// </summary>
    public static bool TryParse(string? text, out HealthRating rating)
    {
        rating = HealthRating.Unknown;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 40)
            return false;
        if (HealthRatingWords.TryParse(text, out rating))
            return true;
        HealthRating? parsed = string.Join(' ', CellText.Words(text)) switch
        {
            "on track" or "on course" or "on target" => HealthRating.Green,
            "at risk" or "needs attention" => HealthRating.Amber,
            "off track" or "off course" or "critical" => HealthRating.Red,
            "not rated" or "no rating" or "n a" or "na" or "grey" or "gray" or "not set" => HealthRating.Unknown,
            _ => null,
        };
        rating = parsed ?? HealthRating.Unknown;
        return parsed is not null;
    }
}
