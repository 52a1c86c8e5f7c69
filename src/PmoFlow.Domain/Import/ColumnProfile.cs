namespace PmoFlow.Domain.Import;

/// <summary>
/// What the values of one column look like, over all rows: what they could be read as, and how they write dates and amounts. Its
/// size does not grow with the file.
/// </summary>
public sealed class ColumnProfile
{
    /// <summary>Values kept to be shown.</summary>
    public const int Samples = 4;

    private const int SampleLength = 120;

    // After so many values a column that holds no dates (or amounts) will not turn out to be one of dates.
    private const int Enough = 2_000;

    private readonly List<string> samples = [];

    /// <summary>Cells that are not empty.</summary>
    public int Filled { get; private set; }

    /// <summary>Values longer than a line.</summary>
    public int Long { get; private set; }

    /// <summary>Values that are dates.</summary>
    public int Dates { get; private set; }

    /// <summary>Values that are dates and could be two different days.</summary>
    public int AmbiguousDates { get; private set; }

    /// <summary>Values that prove that the day comes first.</summary>
    public int DayFirst { get; private set; }

    /// <summary>Values that prove that the month comes first.</summary>
    public int MonthFirst { get; private set; }

    /// <summary>Values that are amounts.</summary>
    public int Amounts { get; private set; }

    /// <summary>Values that prove a decimal point.</summary>
    public int Points { get; private set; }

    /// <summary>Values that prove a decimal comma.</summary>
    public int Commas { get; private set; }

    /// <summary>Values that are ratings.</summary>
    public int Ratings { get; private set; }

    /// <summary>Values that are years, months or dates.</summary>
    public int Periods { get; private set; }

    /// <summary>Values with an at sign between other letters.</summary>
    public int Emails { get; private set; }

    /// <summary>Values that a spreadsheet would take for a formula; here they are text.</summary>
    public int Formulas { get; private set; }

    /// <summary>The first few different values, cut to a line.</summary>
    public IReadOnlyList<string> Shown => samples;

    /// <summary>How this column writes its dates.</summary>
    public DateOrder DateOrder => (DayFirst, MonthFirst) switch
    {
        (0, 0) => DateOrder.Unknown,
        var (day, month) => day >= month ? DateOrder.DayFirst : DateOrder.MonthFirst,
    };

    /// <summary>How this column writes its amounts.</summary>
    public DecimalMark DecimalMark => (Points, Commas) switch
    {
        (0, 0) => DecimalMark.Unknown,
        var (point, comma) => point >= comma ? DecimalMark.Point : DecimalMark.Comma,
    };

    /// <summary>Takes in one value.</summary>
    public void Add(string value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        Filled++;
        if (samples.Count < Samples && Line(value) is var line && !samples.Contains(line))
            samples.Add(line);
        if (value[0] == '=')
            Formulas++;
        if (value.Length > 60)
        {
            Long++;
            return;
        }
        if (MayStillBe(Dates))
            AddDate(value);
        if (MayStillBe(Amounts) && AmountText.TryParse(value, DecimalMark.Unknown, out _))
        {
            Amounts++;
            var mark = AmountText.Shows(value);
            Points += mark == DecimalMark.Point ? 1 : 0;
            Commas += mark == DecimalMark.Comma ? 1 : 0;
        }
        Ratings += MayStillBe(Ratings) && RatingText.TryParse(value, out _) ? 1 : 0;
        Periods += MayStillBe(Periods) && PeriodText.TryParse(value, DateOrder.Unknown, out _) ? 1 : 0;
        Emails += value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < value.Length - 3 ? 1 : 0;
    }

    private bool MayStillBe(int found) => Filled < Enough || found * 20 > Filled;

    private void AddDate(string value)
    {
        var read = DateText.TryParse(value, DateOrder.DayFirst, out var day);
        if (!read && !DateText.TryParse(value, DateOrder.MonthFirst, out _))
            return;
        Dates++;
        AmbiguousDates += DateText.TryParse(value, DateOrder.MonthFirst, out var month) && read && month != day ? 1 : 0;
        var order = DateText.Shows(value);
        DayFirst += order == DateOrder.DayFirst ? 1 : 0;
        MonthFirst += order == DateOrder.MonthFirst ? 1 : 0;
    }

    /// <summary>The share of filled cells that can be read as that kind, from 0 to 1.</summary>
    public double ShareOf(CellKind kind) => Filled == 0 ? 0 : (double)(kind switch
    {
        CellKind.Rating => Ratings,
        CellKind.Period => Periods,
        CellKind.Date => Dates,
        CellKind.Amount => Amounts,
        CellKind.Email => Emails,
        CellKind.LongText => Filled,
        _ => Filled - Long,
    }) / Filled;

    private static string Line(string value)
    {
        var line = value.ReplaceLineEndings(" ");
        return line.Length <= SampleLength ? line : line[..SampleLength] + "…";
    }
}
