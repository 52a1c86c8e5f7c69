using System.Diagnostics;

namespace PmoFlow.Domain.Health;

/// <summary>Ratings in words and letters: colour is never the only carrier.</summary>
public static class HealthRatingWords
{
    /// <summary>As people say it.</summary>
    public static string Label(this HealthRating rating) => rating switch
    {
        HealthRating.Unknown => "Unknown",
        HealthRating.Green => "Green",
        HealthRating.AmberGreen => "Amber/Green",
        HealthRating.Amber => "Amber",
        HealthRating.AmberRed => "Amber/Red",
        HealthRating.Red => "Red",
        _ => throw new UnreachableException(),
    };

    /// <summary>As it stands in a small badge.</summary>
    public static string Letter(this HealthRating rating) => rating switch
    {
        HealthRating.Unknown => "?",
        HealthRating.Green => "G",
        HealthRating.AmberGreen => "AG",
        HealthRating.Amber => "A",
        HealthRating.AmberRed => "AR",
        HealthRating.Red => "R",
        _ => throw new UnreachableException(),
    };

    /// <summary>A rating as people write it, in any case, with slash, hyphen, space or nothing between two colours.</summary>
    public static bool TryParse(string? text, out HealthRating rating)
    {
        HealthRating? parsed = new string([.. (text ?? "").Where(char.IsLetter).Select(char.ToUpperInvariant)]) switch
        {
            "GREEN" or "G" => HealthRating.Green,
            "AMBERGREEN" or "AG" => HealthRating.AmberGreen,
            "AMBER" or "A" or "YELLOW" => HealthRating.Amber,
            "AMBERRED" or "AR" => HealthRating.AmberRed,
            "RED" or "R" => HealthRating.Red,
            "UNKNOWN" => HealthRating.Unknown,
            _ => null,
        };
        rating = parsed ?? HealthRating.Unknown;
        return parsed is not null;
    }
}
