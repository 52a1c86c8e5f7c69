namespace PmoFlow.Domain.Health;

/// <summary>What several views of one project come to.</summary>
public static class HealthViews
{
    /// <summary>
    /// The worst that anybody sees counts. Where nobody sees worse than green, it is green only if the lead and the rules both say so:
    /// what either of them cannot say is unknown. A reviewer who is silent hides nothing and proves nothing; their silence is shown.
    /// </summary>
    public static HealthAssessment Combined(IReadOnlyList<HealthView> views)
    {
        ArgumentNullException.ThrowIfNull(views);
        var worst = views.Select(view => view.Rating).DefaultIfEmpty(HealthRating.Unknown).Max();
        var silent = views.Any(view => view is { Rating: HealthRating.Unknown, Kind: not HealthViewKind.Reviewer });
        var rating = worst <= HealthRating.Green && silent ? HealthRating.Unknown : worst;
        return new(rating, [.. views.OrderByDescending(view => view.Rating == rating).ThenByDescending(view => view.Rating).SelectMany(view => view.Trace)]);
    }

    /// <summary>In a sentence, where not all who say something say the same; null where they agree.</summary>
    public static string? Disagreement(IReadOnlyList<HealthView> views)
    {
        ArgumentNullException.ThrowIfNull(views);
        var said = views.Where(view => view.Rating != HealthRating.Unknown).ToList();
        return said.Select(view => view.Rating).Distinct().Count() < 2 ? null
            : $"They disagree: {string.Join(", ", said.Select(view => $"{view.Kind.Label()} {(view.Kind == HealthViewKind.Rules ? "say" : "says")} {view.Rating.Label()}"))}.";
    }

    /// <summary>Whether it is red for what the reviewer says alone.</summary>
    public static bool IsRedByReview(IReadOnlyList<HealthView> views)
    {
        ArgumentNullException.ThrowIfNull(views);
        return Combined(views).Rating == HealthRating.Red
            && Combined([.. views.Where(view => view.Kind != HealthViewKind.Reviewer)]).Rating != HealthRating.Red;
    }

    /// <summary>As people say it, within a sentence.</summary>
    public static string Label(this HealthViewKind kind) => kind switch
    {
        HealthViewKind.Lead => "the lead",
        HealthViewKind.Reviewer => "the reviewer",
        HealthViewKind.Rules => "the rules",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
