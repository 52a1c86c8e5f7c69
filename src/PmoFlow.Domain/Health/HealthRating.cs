namespace PmoFlow.Domain.Health;

/// <summary>
/// How a project is doing. Five grades, as in the Delivery Confidence Assessment of the UK's Infrastructure and Projects
/// Authority; an office that rates in three uses three of them. Missing data is unknown, never green.
/// </summary>
public enum HealthRating
{
    /// <summary>Nobody can say: not asked yet, not answered, or withheld.</summary>
    Unknown,

    /// <summary>On course.</summary>
    Green,

    /// <summary>Probably on course; needs constant attention.</summary>
    AmberGreen,

    /// <summary>At risk, manageable.</summary>
    Amber,

    /// <summary>In doubt, major risks.</summary>
    AmberRed,

    /// <summary>Off course; needs help now.</summary>
    Red,
}
