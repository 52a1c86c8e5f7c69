using PmoFlow.Domain.Health;

namespace PmoFlow.Domain.Import;

/// <summary>What a row of a project file says, read.</summary>
/// <param name="Sighting">What tells which project it is.</param>
/// <param name="Rating">How it does; unknown where the file does not say.</param>
/// <param name="Trace">Why, as sentences.</param>
/// <param name="Problems">What could not be read as it was meant; nothing of it is lost.</param>
public sealed record ProjectRow(ProjectSighting Sighting, HealthRating Rating, IReadOnlyList<string> Trace, IReadOnlyList<RowProblem> Problems)
{
    /// <summary>What it is to achieve.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whole-life cost or budget in the office's currency.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Mail address of the lead, in the form it is compared.</summary>
    public string? LeadEmail { get; init; }

    /// <summary>Name of the lead.</summary>
    public string? LeadName { get; init; }

    /// <summary>Name of the program that it belongs to; null where the file does not say.</summary>
    public string? Program { get; init; }

    /// <summary>Every other column by its heading, and every value that could not be read as what it should be.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
}

/// <summary>What came of reading a row: a value, or the reason why it cannot be taken.</summary>
public abstract record ReadRow<T>
{
    private ReadRow() { }

    /// <summary>It is read.</summary>
    public sealed record Read(T Row) : ReadRow<T>;

    /// <summary>It cannot be taken.</summary>
    public sealed record NotTaken(RowProblem Problem) : ReadRow<T>;
}
