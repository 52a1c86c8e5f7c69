namespace PmoFlow.Domain.Import;

/// <summary>By which rule a row is taken for a project, strongest first.</summary>
public enum MatchRule
{
    /// <summary>This row has been taken for this project before, for the same period.</summary>
    SeenBefore,

    /// <summary>The numbers are the same.</summary>
    Number,

    /// <summary>The names are the same within one unit.</summary>
    Name,

    /// <summary>The names are the same but for what stands in brackets.</summary>
    NameOutsideBrackets,

    /// <summary>The names are the same, the unit is another, and dates or description confirm it.</summary>
    NameInAnotherUnit,

    /// <summary>The names are alike within one unit, and dates or description confirm it.</summary>
    AlikeName,

    /// <summary>It is none that is known.</summary>
    None,
}

/// <summary>How sure a match is.</summary>
public enum MatchConfidence
{
    /// <summary>Numbers or names say so.</summary>
    Certain,

    /// <summary>Several signs agree; worth a look, and listed as a warning.</summary>
    Likely,
}

/// <summary>Which project a row is, and why.</summary>
/// <param name="Project">The project; null for a new one.</param>
/// <param name="Rule">The rule that said so.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Why">As a sentence.</param>
/// <param name="Warning">What somebody should look at, if anything: a likely match, or a project that this row resembles.</param>
public sealed record ProjectMatch(ProjectId? Project, MatchRule Rule, MatchConfidence Confidence, string Why, string? Warning = null)
{
    /// <summary>A project that is not known yet.</summary>
    public static ProjectMatch New(string? warning = null) =>
        new(null, MatchRule.None, MatchConfidence.Certain, "No known project has this number or name.", warning);
}
