using System.Globalization;
using PmoFlow.Domain.Scoring;

namespace PmoFlow.Web.Scoring;

/// <summary>One bubble, in the units of the drawing.</summary>
/// <param name="Place">What it stands for.</param>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
/// <param name="Radius">Its area grows with the cost.</param>
/// <param name="Risk">Where it stands between least and most risk, 0 to 1.</param>
/// <param name="Value">Where it stands between least and most value, 0 to 1.</param>
public sealed record Bubble(RankedPlace Place, double X, double Y, double Radius, decimal Risk, decimal Value);

/// <summary>Where the bubbles of a ranked list stand: value upwards, risk to the right, area by cost.</summary>
/// <param name="RiskLabel">What risk is read from.</param>
/// <param name="ValueLabel">What value is read from.</param>
/// <param name="Bubbles">The largest first, so that small ones lie on top.</param>
public sealed record BubblePlan(string RiskLabel, string ValueLabel, IReadOnlyList<Bubble> Bubbles)
{
    /// <summary>Width of the drawing.</summary>
    public const int Width = 640;

    /// <summary>Height of the drawing.</summary>
    public const int Height = 400;

    /// <summary>Left edge of the field.</summary>
    public const int Left = 56;

    /// <summary>Lower edge of the field.</summary>
    public const int Bottom = Height - 48;

    private const int Right = Width - 24;
    private const int Top = 24;
    private const double Smallest = 5;
    private const double Largest = 26;

    // What says how risky something is, the plainest first, or else what it takes; a criterion of trust says the opposite.
    private static readonly (string Name, bool Opposite)[] Risks =
        [("risk", false), ("confidence", true), ("readiness", true), ("effort", false), ("size", false)];

    /// <summary>The plan, or null where the model has nothing that says value or risk.</summary>
    public static BubblePlan? Of(ScoringModel model, IReadOnlyList<RankedPlace> places)
    {
        var value = Criterion(model, "value") ?? Criterion(model, "impact") ?? model.Criteria.FirstOrDefault();
        var (risk, opposite) = Risks.Select(r => (Criterion: Criterion(model, r.Name), r.Opposite)).FirstOrDefault(r => r.Criterion is not null);
        if (value is null || risk is null || places.Count == 0)
            return null;
        var most = places.Max(place => place.Item.Cost) ?? 0;
        var bubbles = places.Select(place =>
        {
            var (up, right) = (Share(value, place), opposite ? 1 - Share(risk, place) : Share(risk, place));
            var radius = most > 0 && place.Item.Cost is { } cost ? Smallest + ((Largest - Smallest) * Math.Sqrt((double)(Math.Max(cost, 0) / most))) : Smallest;
            var shift = Shift(place.Item.Id);
            return new Bubble(place, Left + Largest + ((Right - Left - (2 * Largest)) * (double)right) + shift.X,
                Bottom - Largest - ((Bottom - Top - (2 * Largest)) * (double)up) + shift.Y, radius, right, up);
        });
        return new(opposite ? $"Risk, read as lack of: {risk.Label}" : risk.Label, value.Label, [.. bubbles.OrderByDescending(bubble => bubble.Radius)]);
    }

    /// <summary>A length as SVG writes it.</summary>
    public static string Number(double length) => length.ToString("0.#", CultureInfo.InvariantCulture);

    private static ScoringCriterion? Criterion(ScoringModel model, string name) => model.Criteria.FirstOrDefault(c => c.Name == name);

    private static decimal Share(ScoringCriterion criterion, RankedPlace place) => place.Item.Levels[criterion.Name] / (criterion.Levels.Count - 1m);

    // Levels are few, and bubbles of one level would hide each other: each is set off a little, always in the same direction.
    private static (double X, double Y) Shift(string id)
    {
        var hash = id.Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter)) & 0xFFFF;
        return ((hash % 41) - 20, (hash / 41 % 41) - 20);
    }
}
