namespace PmoFlow.Domain.Import;

/// <summary>What one row of one period says about which project it is.</summary>
/// <param name="Period">A year or a month.</param>
/// <param name="Name">As it stands in the file.</param>
/// <param name="Number">The project's number there; empty where the file has none.</param>
/// <param name="Unit">The unit's name there.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day as planned.</param>
public sealed record ProjectSighting(string Period, string Name, string Number, string Unit, DateOnly? Start, DateOnly? End)
{
    /// <summary>The period of what is known from elsewhere than a file.</summary>
    public const string BeforeFiles = "";

    /// <summary>Hash of all that was taken from the row: a row that says the same again changes nothing.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The unit under whose summary its rating stands.</summary>
    public UnitId? FiledUnder { get; init; }

    /// <summary>A number as it is compared: letters and digits in upper case.</summary>
    public static string NumberKey(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return new([.. number.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
    }

    /// <summary>A unit's name as it is compared: without case and punctuation.</summary>
    public static string UnitKey(string unit) => string.Join(' ', CellText.Words(unit));
}

/// <summary>How a project has been seen in files, so that the next file's row is known for it.</summary>
/// <param name="Project">Its number here.</param>
/// <param name="Sightings">One per period, newest last.</param>
/// <param name="Sketch">Of its latest description, see <see cref="WordSketch"/>.</param>
public sealed record ProjectIdentity(ProjectId Project, IReadOnlyList<ProjectSighting> Sightings, IReadOnlyList<uint> Sketch)
{
    /// <summary>With one sighting more, or in place of that period's.</summary>
    public ProjectIdentity Seen(ProjectSighting sighting, IReadOnlyList<uint> sketch)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        ArgumentNullException.ThrowIfNull(sketch);
        var isLatest = Sightings.All(s => string.CompareOrdinal(PeriodText.Order(s.Period), PeriodText.Order(sighting.Period)) <= 0);
        return this with
        {
            Sightings = [.. Sightings.Where(s => s.Period != sighting.Period).Append(sighting).OrderBy(s => PeriodText.Order(s.Period), StringComparer.Ordinal)],
            Sketch = isLatest && sketch.Count > 0 ? sketch : Sketch,
        };
    }

    /// <summary>What it was in that period, if it was seen then.</summary>
    public ProjectSighting? In(string period) => Sightings.FirstOrDefault(s => s.Period == period);
}
