namespace PmoFlow.Domain.Delivery;

/// <summary>A risk, an issue, an assumption or a decision of a project.</summary>
/// <param name="Number">From 1 within the project; people quote it as <c>R3</c>, <c>I4</c>.</param>
/// <param name="Kind">Which of the four.</param>
/// <param name="Title">One line.</param>
/// <param name="State">Whether it still matters.</param>
/// <param name="RaisedBy">Mail address.</param>
/// <param name="RaisedAt">UTC.</param>
public sealed record RaidItem(int Number, RaidKind Kind, string Title, RaidState State, string RaisedBy, DateTimeOffset RaisedAt)
{
    /// <summary>Highest probability and impact.</summary>
    public const int Highest = 5;

    /// <summary>What it is about, and what is done about it.</summary>
    public string? Detail { get; init; }

    /// <summary>Of a risk: how likely, from 1 to 5.</summary>
    public int? Probability { get; init; }

    /// <summary>Of a risk or an issue: how bad, from 1 to 5.</summary>
    public int? Impact { get; init; }

    /// <summary>Who looks after it.</summary>
    public string? Owner { get; init; }

    /// <summary>By when it is looked at again, or answered.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>What came of it.</summary>
    public string? Resolution { get; init; }

    /// <summary>When it was closed, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>
    /// Exposure of a risk, probability × impact, from 1 to 25 (PMI, <i>The Standard for Risk Management</i>, probability and impact
    /// matrix); null where either is not given.
    /// </summary>
    public int? Exposure => Kind == RaidKind.Risk ? Probability * Impact : null;

    /// <summary>How people quote it.</summary>
    public string Quoted => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Kind.ToString()[0]}{Number}");

    /// <summary>What is wrong with it, if anything.</summary>
    public IReadOnlyList<FieldError> Problems()
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(Title))
            errors.Add(new("title", "Say in one line what it is."));
        if (Probability is < 1 or > Highest)
            errors.Add(new("probability", "The probability is from 1 (hardly) to 5 (almost certain)."));
        if (Impact is < 1 or > Highest)
            errors.Add(new("impact", "The impact is from 1 (hardly felt) to 5 (threatens the project)."));
        if (Kind == RaidKind.Risk && (Probability is null || Impact is null))
            errors.Add(new("probability", "A risk needs its probability and its impact, each from 1 to 5."));
        if (State == RaidState.Closed && string.IsNullOrWhiteSpace(Resolution))
            errors.Add(new("resolution", "Say what came of it."));
        return errors;
    }
}

/// <summary>What kind of entry.</summary>
public enum RaidKind
{
    /// <summary>May happen.</summary>
    Risk,

    /// <summary>Has happened.</summary>
    Issue,

    /// <summary>Taken for true, and not known.</summary>
    Assumption,

    /// <summary>Was or is to be decided.</summary>
    Decision,
}

/// <summary>Whether it still matters.</summary>
public enum RaidState
{
    /// <summary>It does.</summary>
    Open,

    /// <summary>It does not any more.</summary>
    Closed,
}
