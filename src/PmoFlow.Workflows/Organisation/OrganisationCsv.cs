using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Import;

namespace PmoFlow.Workflows.Organisation;

/// <summary>A unit as a row of a file says it.</summary>
/// <param name="Row">Number of the row.</param>
/// <param name="Unit">Which, its name and parent.</param>
/// <param name="From">From which day on; null for always.</param>
/// <param name="To">The first day on which it is no more.</param>
public sealed record UnitEntry(int Row, Unit Unit, DateOnly? From, DateOnly? To)
{
    /// <summary>Whether the file says by which calendars units work; where it has no such column, those stay as they are.</summary>
    public bool SaysCalendar { get; init; }
}

/// <summary>
/// Reads units (<c>id,name,parent,from,to,calendar</c>) and people (<c>email,name,unit,roles</c>) from CSV. Columns are found by their
/// headings, in any order; a unit may have several rows, oldest first: that is its history.
/// </summary>
public static class OrganisationCsv
{
    /// <summary>The most rows of a file.</summary>
    public const int MaxRows = 20_000;

    private const int LongestId = 40;
    private const int LongestName = 200;
    private const int MostErrors = 50;

    private static readonly Dictionary<string, Role> Roles = RegisteredNames.Of(but: Role.Requester).ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Roles as a file names them.</summary>
    public static string Words(IEnumerable<Role> roles) => string.Join(' ', roles.Select(RegisteredNames.Of));

    /// <summary>The units of a file, or what is wrong with which row.</summary>
    public static async Task<Outcome<IReadOnlyList<UnitEntry>>> Units(Stream file, CancellationToken cancellation = default)
    {
        var (errors, entries) = (new List<FieldError>(), new List<UnitEntry>());
        await foreach (var row in Rows(file, ["id", "name"], errors, cancellation))
        {
            var (id, name, parent) = (row.Text("id"), row.Text("name"), row.Text("parent"));
            if (!IsId(id))
                errors.Add(row.Wrong("id", $"'{id}' is no id: take up to {LongestId} small letters, digits and hyphens"));
            if (parent.Length > 0 && !IsId(parent))
                errors.Add(row.Wrong("parent", $"'{parent}' is no id of a unit"));
            if (name.Length is 0 or > LongestName)
                errors.Add(row.Wrong("name", $"a unit has a name of up to {LongestName} letters"));
            var (from, to) = (row.Day("from", errors), row.Day("to", errors));
            var calendar = row.Text("calendar") is { Length: > 0 } named ? named : null;
            entries.Add(new(row.Number, new Unit(new UnitId(id), name, parent.Length > 0 ? new UnitId(parent) : null) { Calendar = calendar }, from, to)
            {
                SaysCalendar = row.Columns.ContainsKey("CALENDAR"),
            });
        }
        return errors.Count > 0 ? new Refusal.Invalid([.. errors.Take(MostErrors)]) : Outcome(ParentsFirst(entries));
    }

    /// <summary>The people of a file, or what is wrong with which row.</summary>
    /// <param name="file">CSV.</param>
    /// <param name="units">The units that there are.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Outcome<IReadOnlyList<Person>>> People(Stream file, IReadOnlySet<UnitId> units, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(units);
        var (errors, people) = (new List<FieldError>(), new Dictionary<string, Person>());
        await foreach (var row in Rows(file, ["email", "name", "unit", "roles"], errors, cancellation))
        {
            var (email, name, unit) = (Person.Normalise(row.Text("email")), row.Text("name"), new UnitId(row.Text("unit")));
            if (!MailAddress.IsValid(email))
                errors.Add(row.Wrong("email", $"'{email}' is no mail address"));
            if (name.Length is 0 or > LongestName)
                errors.Add(row.Wrong("name", $"somebody has a name of up to {LongestName} letters"));
            if (!units.Contains(unit))
                errors.Add(row.Wrong("unit", $"there is no unit '{unit}'"));
            var words = row.Text("roles").Split([' ', ';', ',', '|'], StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in words.Where(word => !Roles.ContainsKey(word)))
                errors.Add(row.Wrong("roles", $"'{word}' is no role; there are {string.Join(", ", Roles.Keys)}"));
            if (!people.TryAdd(email, new Person(email, name, unit, [.. words.Where(Roles.ContainsKey).Select(word => Roles[word]).Distinct()])))
                errors.Add(row.Wrong("email", $"'{email}' is here twice"));
        }
        return errors.Count > 0 ? new Refusal.Invalid([.. errors.Take(MostErrors)]) : new Outcome<IReadOnlyList<Person>>.Done([.. people.Values]);
    }

    private static async IAsyncEnumerable<CsvRow> Rows(
        Stream file, string[] needed, List<FieldError> errors, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var csv = await CsvFile.Open(file, await FileEncoding.Detect(file, cancellation), null, cancellation);
        var columns = csv?.Headings.Select((heading, index) => (Heading: heading.ToUpperInvariant(), index)).ToDictionary(c => c.Heading, c => c.index) ?? [];
        foreach (var heading in needed.Where(heading => !columns.ContainsKey(heading.ToUpperInvariant())))
            errors.Add(new("file", $"The file has no column '{heading}'. Its first row must hold the headings."));
        if (csv is null || errors.Count > 0)
            yield break;
        var rows = csv.Rows(file, cancellation).GetAsyncEnumerator(cancellation);
        await using (rows)
        {
            for (var count = 0; await Next(rows, errors); count++)
            {
                if (count == MaxRows)
                {
                    errors.Add(new("file", $"The file has more than {MaxRows:N0} rows."));
                    yield break;
                }
                yield return new(rows.Current.Row, columns, rows.Current.Cells);
            }
        }
    }

    private static async ValueTask<bool> Next(IAsyncEnumerator<(int Row, IReadOnlyList<string> Cells)> rows, List<FieldError> errors)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (UnreadableCsvException broken)
        {
            errors.Add(new("file", broken.Message));
            return false;
        }
    }

    private static Outcome<IReadOnlyList<UnitEntry>> Outcome(IReadOnlyList<UnitEntry> entries) => new Outcome<IReadOnlyList<UnitEntry>>.Done(entries);

    // Files are sorted by whatever their makers like; a unit's own rows keep their order.
    private static List<UnitEntry> ParentsFirst(List<UnitEntry> entries)
    {
        var (sorted, left) = (new List<UnitEntry>(), entries);
        while (left.Count > 0)
        {
            var waiting = left.Select(entry => entry.Unit.Id).ToHashSet();
            var next = left.Where(entry => entry.Unit.Parent is not { } parent || !waiting.Contains(parent) || parent == entry.Unit.Id).ToList();
            if (next.Count == 0)
                next = left;
            sorted.AddRange(next);
            left = [.. left.Except(next)];
        }
        return sorted;
    }

    private static bool IsId(string text) =>
        text.Length is > 0 and <= LongestId && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private sealed record CsvRow(int Number, Dictionary<string, int> Columns, IReadOnlyList<string> Cells)
    {
        public string Text(string heading) =>
            Columns.TryGetValue(heading.ToUpperInvariant(), out var index) && index < Cells.Count ? CellText.Armed(CellText.Clean(Cells[index])) : "";

        public DateOnly? Day(string heading, List<FieldError> errors)
        {
            var text = Text(heading);
            if (text.Length == 0)
                return null;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            errors.Add(Wrong(heading, $"'{text}' is no day; write it as 2026-03-31"));
            return null;
        }

        public FieldError Wrong(string heading, string message) => new("file", $"Row {Number}, {heading}: {message}.");
    }
}
