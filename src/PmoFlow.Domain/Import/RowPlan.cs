namespace PmoFlow.Domain.Import;

/// <summary>What happens, or happened, with a row.</summary>
public enum RowAction
{
    /// <summary>A project that was not known.</summary>
    NewProject,

    /// <summary>The next rating of a known project.</summary>
    NextRating,

    /// <summary>Another rating or other facts for a period that the project was rated in before.</summary>
    Correction,

    /// <summary>It says what is known already.</summary>
    Unchanged,

    /// <summary>A request.</summary>
    NewRequest,

    /// <summary>It is not taken.</summary>
    NotTaken,
}

/// <summary>What happens with one row, decided over the whole file before anything is written.</summary>
/// <param name="Row">Its number: that of the line in a spreadsheet, the first after the headings being 2 where nothing stands above.</param>
/// <param name="Action">What happens.</param>
/// <param name="Title">The project's name or the request's title, for people; empty where there is none.</param>
/// <param name="Why">Why, as a sentence.</param>
/// <param name="Problems">What somebody should look at.</param>
public sealed record RowPlan(int Row, RowAction Action, string Title, string Why, IReadOnlyList<RowProblem> Problems)
{
    /// <summary>The project it is, known or new.</summary>
    public ProjectId? Project { get; init; }

    /// <summary>The request it became.</summary>
    public RequestId? Request { get; init; }

    /// <summary>Period of the rating.</summary>
    public string? Period { get; init; }

    /// <summary>The rule by which it is that project.</summary>
    public MatchRule? Rule { get; init; }
}
