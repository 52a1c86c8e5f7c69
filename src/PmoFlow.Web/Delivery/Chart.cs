using System.Globalization;

namespace PmoFlow.Web.Delivery;

/// <summary>One line of a chart.</summary>
/// <param name="Name">As the legend and the table call it.</param>
/// <param name="Mark">At the line's end: <c>EV</c>.</param>
/// <param name="Values">One for each column; null where nothing is known.</param>
public sealed record ChartLine(string Name, string Mark, IReadOnlyList<decimal?> Values);

/// <summary>Where things are on a chart of 640 by 280, in the units of its view box.</summary>
internal sealed record ChartFrame(int Columns, decimal Lowest, decimal Highest)
{
    public const int Width = 640;
    public const int Height = 280;
    public const int Left = 72;
    public const int Right = 596;
    public const int Top = 14;
    public const int Bottom = 244;

    /// <summary>A frame that holds all values and 0.</summary>
    public static ChartFrame Around(IEnumerable<decimal?> values, int columns)
    {
        var known = values.OfType<decimal>().Append(0).ToList();
        return new(columns, known.Min(), Nice(Math.Max(known.Max(), 1)));
    }

    public double X(double column) => Columns <= 1 ? (Left + Right) / 2d : Left + ((Right - Left) * column / (Columns - 1));

    /// <summary>The middle of a column where each has a width of its own, as bars have.</summary>
    public double Slot(double column) => Left + ((Right - Left) * (column + 0.5) / Columns);

    public double Y(decimal value) => Bottom - ((Bottom - Top) * (double)((value - Lowest) / (Highest - Lowest)));

    /// <summary>Four steps from 0 up.</summary>
    public IEnumerable<decimal> Steps => Enumerable.Range(0, 5).Select(step => Highest * step / 4);

    /// <summary>Which columns are named below: at most five, the first and the last among them.</summary>
    public IEnumerable<int> Named => Enumerable.Range(0, Columns)
        .Where(column => column % Math.Max(1, (int)Math.Ceiling((Columns - 1) / 4d)) == 0 || column == Columns - 1)
        .Where(column => column == Columns - 1 || Columns - 1 - column >= Math.Max(1, (int)Math.Ceiling((Columns - 1) / 4d)));

    /// <summary>The points of a line, in pieces where nothing is known between.</summary>
    public IEnumerable<string> Pieces(IReadOnlyList<decimal?> values)
    {
        var piece = new List<string>();
        for (var column = 0; column <= values.Count; column++)
        {
            if (column < values.Count && values[column] is { } value)
                piece.Add($"{At(X(column))},{At(Y(value))}");
            else if (piece.Count > 0)
            {
                yield return string.Join(' ', piece);
                piece.Clear();
            }
        }
    }

    public static string At(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);

    private static decimal Nice(decimal value)
    {
        var scale = 1m;
        while (scale * 10 <= value)
            scale *= 10;
        return new[] { 1m, 1.2m, 1.6m, 2, 2.4m, 3.2m, 4, 5, 6, 8, 10 }.First(step => step * scale >= value) * scale;
    }
}
