namespace PmoFlow.Domain.Import;

/// <summary>A file that was brought in, and what became of it.</summary>
/// <param name="Id">Its number: <c>I-</c> and eight letters or digits.</param>
/// <param name="Kind">What its rows are.</param>
/// <param name="File">As it was found.</param>
/// <param name="By">Mail address of who uploaded it.</param>
/// <param name="ByName">Their name.</param>
/// <param name="UploadedAt">UTC.</param>
/// <param name="Mapping">What its columns are.</param>
/// <param name="Summary">What happens, or happened, with its rows.</param>
/// <param name="State">Where it stands.</param>
public sealed record ImportRecord(
    string Id,
    ImportKind Kind,
    ImportedFile File,
    string By,
    string ByName,
    DateTimeOffset UploadedAt,
    ImportMapping Mapping,
    ImportSummary Summary,
    ImportState State)
{
    /// <summary>How often it was run: a file may be run again, and changes nothing then.</summary>
    public int Run { get; init; }

    /// <summary>Rows that the run has dealt with.</summary>
    public int RowsDone { get; init; }

    /// <summary>Who ran it last; a mail address.</summary>
    public string? RunBy { get; init; }

    /// <summary>When the last run began, UTC.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>When the last run ended, UTC.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How many projects were closed because the file does not name them any more.</summary>
    public int Closed { get; init; }

    /// <summary>What the file as a whole makes one want to check: its encoding, dates that could be either, foreign currency.</summary>
    // Rows written before this existed have none, and a generated reader then sets null over an initialiser.
    public IReadOnlyList<string> Notes { get => field ?? []; init; }

    /// <summary>What one wants to check of the file as a whole, and of what is to happen with it.</summary>
    public IEnumerable<string> Remarks() => Summary.WithoutLead == 0 ? Notes
        : [.. Notes, FormattableString.Invariant($"{Plural.Of(Summary.WithoutLead, "row has", "rows have")} no lead with a mail address: where their projects have none yet, health checks and status reports cannot start. Say which column holds the lead's address, or one lead for all.")];

    /// <summary>Set while somebody says what its columns are and the rows are planned anew.</summary>
    public ImportPlanning? Planning { get; init; }

    /// <summary>Whether the mapping is one that was used for such a file before.</summary>
    public bool Remembered { get; init; }
}

/// <summary>That rows are being planned by another mapping.</summary>
/// <param name="Token">Of who does so.</param>
/// <param name="Since">UTC.</param>
public sealed record ImportPlanning(string Token, DateTimeOffset Since);

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>Nothing is taken over yet; the mapping may be changed.</summary>
    Preview,

    /// <summary>Rows are being taken over.</summary>
    Running,

    /// <summary>Every row is taken over or listed with its reason.</summary>
    Finished,
}

/// <summary>A file as it was found.</summary>
/// <param name="Name">As the sender called it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Encoding">How its bytes are letters.</param>
/// <param name="EncodingWhy">How that was found out.</param>
/// <param name="Separator">What parts its values.</param>
/// <param name="HeaderRow">The row that holds the headings.</param>
/// <param name="Rows">Rows with values after it.</param>
/// <param name="Chunks">Parts that its rows are stored in.</param>
/// <param name="Columns">Its columns.</param>
public sealed record ImportedFile(
    string Name, long Bytes, string Encoding, string EncodingWhy, string Separator, int HeaderRow, int Rows, int Chunks,
    IReadOnlyList<ImportedColumn> Columns);

/// <summary>A column as it was found.</summary>
/// <param name="Heading">Its heading; no two are alike.</param>
/// <param name="Filled">Rows that have a value.</param>
/// <param name="Samples">The first few different values.</param>
public sealed record ImportedColumn(string Heading, int Filled, IReadOnlyList<string> Samples);

/// <summary>What happens, or happened, with the rows of a file.</summary>
/// <param name="Rows">By what happens; what happens to none is absent.</param>
/// <param name="Warnings">Rows that are taken and have something to be looked at.</param>
/// <param name="Problems">What is wrong, most frequent first; at most <see cref="MaxProblems"/>.</param>
public sealed record ImportSummary(IReadOnlyDictionary<RowAction, int> Rows, int Warnings, IReadOnlyList<ProblemCount> Problems)
{
    /// <summary>Kinds of problems that are kept.</summary>
    public const int MaxProblems = 25;

    /// <summary>Of no rows.</summary>
    public static readonly ImportSummary Empty = new(new Dictionary<RowAction, int>(), 0, []);

    /// <summary>Rows that are taken for whose projects the file gives no lead with a mail address, where their health checks are to begin; else 0.</summary>
    public int WithoutLead { get; init; }

    /// <summary>How many rows come to that.</summary>
    public int Count(RowAction action) => Rows.GetValueOrDefault(action);

    /// <summary>Of plans.</summary>
    public static ImportSummary Of(IEnumerable<RowPlan> plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        var (rows, warnings, problems) = (new SortedDictionary<RowAction, int>(), 0, new Dictionary<string, ProblemCount>());
        foreach (var plan in plans)
        {
            rows[plan.Action] = rows.GetValueOrDefault(plan.Action) + 1;
            warnings += plan.Action != RowAction.NotTaken && plan.Problems.Count > 0 ? 1 : 0;
            foreach (var problem in plan.Problems)
            {
                var key = $"{problem.Column}|{problem.Fix}";
                problems[key] = problems.TryGetValue(key, out var seen)
                    ? seen with { Rows = seen.Rows + 1 }
                    : new(problem.Column, problem.Message, problem.Fix, 1, plan.Row);
            }
        }
        return new(rows.ToDictionary(), warnings, [.. problems.Values.OrderByDescending(p => p.Rows).ThenBy(p => p.FirstRow).Take(MaxProblems)]);
    }
}

/// <summary>One kind of problem.</summary>
/// <param name="Column">The column it is about; null for rows as a whole.</param>
/// <param name="Example">How it says in the first row that has it.</param>
/// <param name="Fix">What to do about it.</param>
/// <param name="Rows">How many rows have it.</param>
/// <param name="FirstRow">The first of them.</param>
public sealed record ProblemCount(string? Column, string Example, string Fix, int Rows, int FirstRow);
