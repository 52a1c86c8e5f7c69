using System.Globalization;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using SkiaSharp;

namespace PmoFlow.Workflows.Digests;

/// <summary>
/// Ratings as stacked bars, one for each month or unit, as a PNG: mail programs show neither SVG nor stylesheets. Drawn at twice its size,
/// so that it is sharp on a phone; on white, because a mail in dark colours keeps pictures as they are.
/// </summary>
internal static class RatingPicture
{
    /// <summary>As shown, in CSS pixels.</summary>
    public const int Width = 504;

    private const int Scale = 2;
    private const int RowHeight = 28;
    private const int BarHeight = 20;
    private const int Margin = 8;
    private const int LegendHeight = 30;
    private const int LabelWidth = 132;
    private const int CountWidth = 44;
    private const float TextSize = 12;

    // The server may have no fonts at all, so it brings one of its own.
    private static readonly Lazy<SKTypeface> Face = new(() =>
    {
        using var font = typeof(RatingPicture).Assembly.GetManifestResourceStream("fonts/DejaVuSans.ttf")!;
        return SKTypeface.FromStream(font);
    });

    /// <summary>Each bar is as long as its share of the longest one, so that growth shows as well as the mix.</summary>
    public static byte[] Draw(IReadOnlyList<(string Label, RatingMix Mix)> rows)
    {
        var height = (2 * Margin) + (rows.Count * RowHeight) + LegendHeight;
        using var surface = SKSurface.Create(new SKImageInfo(Width * Scale, height * Scale));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(Scale);
        using var font = new SKFont(Face.Value, TextSize) { Edging = SKFontEdging.Antialias };
        using var paint = new SKPaint { IsAntialias = true };
        var most = (float)rows.Max(row => Math.Max(1, row.Mix.Count));
        var top = (float)Margin;
        foreach (var (label, mix) in rows)
        {
            var baseline = top + (RowHeight / 2f) + (TextSize * 0.36f);
            Text(Fitting(label, font, LabelWidth - 12), LabelWidth - 8, baseline, SKTextAlign.Right, Ink);
            var left = (float)LabelWidth;
            foreach (var rating in Severity.WorstFirst.Where(rating => mix.Of(rating) > 0))
            {
                var width = (Width - LabelWidth - CountWidth) * (float)mix.Of(rating) / most;
                Segment(rating, left, top + ((RowHeight - BarHeight) / 2f), width);
                left += width;
            }
            Text(mix.Count.ToString("N0", CultureInfo.InvariantCulture), left + 6, baseline, SKTextAlign.Left, Ink);
            top += RowHeight;
        }
        Legend(top + 12);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();

        void Segment(HealthRating rating, float x, float y, float width)
        {
            var bar = SKRect.Create(x, y, Math.Max(1, width - 1), BarHeight);
            paint.Color = Fill(rating);
            canvas.DrawRect(bar, paint);
            if (rating == HealthRating.Unknown)
                Outline(bar);
            // A letter as well as a colour, wherever there is room for it.
            if (width > font.MeasureText(rating.Letter()) + 4)
                Text(rating.Letter(), x + ((width - 1) / 2), y + (BarHeight / 2f) + (TextSize * 0.36f), SKTextAlign.Center, On(rating));
        }

        void Legend(float y)
        {
            var x = (float)Margin;
            foreach (var rating in Severity.WorstFirst)
            {
                var swatch = SKRect.Create(x, y, 12, 12);
                paint.Color = Fill(rating);
                canvas.DrawRect(swatch, paint);
                if (rating == HealthRating.Unknown)
                    Outline(swatch);
                var words = $"{rating.Letter()} {rating.Label()}";
                Text(words, x + 16, y + 10.5f, SKTextAlign.Left, Ink, 10.5f);
                x += 26 + (font.MeasureText(words) * 10.5f / TextSize);
            }
        }

        void Outline(SKRect around)
        {
            paint.Color = On(HealthRating.Unknown);
            paint.IsStroke = true;
            around.Inflate(-0.5f, -0.5f);
            canvas.DrawRect(around, paint);
            paint.IsStroke = false;
        }

        void Text(string text, float x, float y, SKTextAlign align, SKColor colour, float size = TextSize)
        {
            paint.Color = colour;
            font.Size = size;
            canvas.DrawText(text, x, y, align, font, paint);
            font.Size = TextSize;
        }
    }

    private static readonly SKColor Ink = SKColor.Parse("#1c2733");

    private static string Fitting(string label, SKFont font, float width)
    {
        while (label.Length > 2 && font.MeasureText(label) > width)
            label = string.Concat(label.AsSpan(0, label.Length - 2).TrimEnd(), "…");
        return label;
    }

    // The same as on the pages.
    private static SKColor Fill(HealthRating rating) => SKColor.Parse(rating switch
    {
        HealthRating.Red => "#b8122f",
        HealthRating.AmberRed => "#e27a1f",
        HealthRating.Amber => "#f5b32e",
        HealthRating.AmberGreen => "#8bb13c",
        HealthRating.Green => "#0a7d5c",
        _ => "#ffffff",
    });

    private static SKColor On(HealthRating rating) => SKColor.Parse(rating switch
    {
        HealthRating.Red or HealthRating.Green => "#ffffff",
        HealthRating.Unknown => "#55565e",
        _ => "#1c1d22",
    });
}
