using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmoFlow.Domain.Approvals;

/// <summary>How a quorum counts.</summary>
public enum QuorumKind
{
    /// <summary>One approval approves; it is declined when everybody has declined.</summary>
    Any,

    /// <summary>Everybody must approve; one decline declines.</summary>
    All,

    /// <summary>More than half of the seats must approve; it is declined as soon as that cannot happen any more.</summary>
    Majority,

    /// <summary>So many seats must approve.</summary>
    Count,

    /// <summary>So many of a hundred seats must approve, rounded up.</summary>
    Percent,
}

/// <summary>How many of the seats must approve: <c>any</c>, <c>all</c>, <c>majority</c>, <c>2 of</c>, <c>60 %</c>.</summary>
/// <param name="Kind">How it counts.</param>
/// <param name="Amount">Seats or percent, where the kind needs a number.</param>
[JsonConverter(typeof(QuorumConverter))]
public readonly record struct Quorum(QuorumKind Kind, int Amount = 0)
{
    /// <summary>The most seats that a quorum can name.</summary>
    public const int MostSeats = 100;

    /// <summary>One approval approves.</summary>
    public static readonly Quorum Any = new(QuorumKind.Any);

    /// <summary>Everybody must approve.</summary>
    public static readonly Quorum All = new(QuorumKind.All);

    /// <summary>More than half must approve.</summary>
    public static readonly Quorum Majority = new(QuorumKind.Majority);

    /// <summary>How many of so many seats must approve. May be more than there are: then nobody can approve, and the gate expires.</summary>
    public int Needed(int seats) => Kind switch
    {
        QuorumKind.Any => 1,
        QuorumKind.All => Math.Max(seats, 1),
        QuorumKind.Majority => (seats / 2) + 1,
        QuorumKind.Count => Amount,
        QuorumKind.Percent => Math.Max(1, ((seats * Amount) + 99) / 100),
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads what <see cref="ToString"/> writes, whatever the case of its letters.</summary>
    public static bool TryParse(string? text, out Quorum quorum)
    {
        quorum = default;
        var words = (text ?? "").Replace("%", " %", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [var word])
        {
            var named = Enum.TryParse<QuorumKind>(word, ignoreCase: true, out var kind) && char.IsLetter(word[0]);
            quorum = new(kind);
            return named && kind is QuorumKind.Any or QuorumKind.All or QuorumKind.Majority;
        }
        if (words is not [var digits, var unit] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || amount < 1)
            return false;
        quorum = new(unit == "of" ? QuorumKind.Count : QuorumKind.Percent, amount);
        return (unit == "of" && amount <= MostSeats) || (unit == "%" && amount <= 100);
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        QuorumKind.Any => "any",
        QuorumKind.All => "all",
        QuorumKind.Majority => "majority",
        QuorumKind.Count => string.Create(CultureInfo.InvariantCulture, $"{Amount} of"),
        QuorumKind.Percent => string.Create(CultureInfo.InvariantCulture, $"{Amount} %"),
        _ => throw new UnreachableException(),
    };
}

/// <summary>JSON of a <see cref="Quorum"/>: its text.</summary>
public sealed class QuorumConverter : JsonConverter<Quorum>
{
    /// <inheritdoc/>
    public override Quorum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Quorum.TryParse(reader.GetString(), out var quorum) ? quorum : throw new JsonException("Not a quorum such as 'majority' or '2 of'.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Quorum value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}

/// <summary>A quorum in words.</summary>
public static class QuorumWords
{
    /// <summary>Within a sentence: <c>more than half of them</c>.</summary>
    public static string Label(this Quorum quorum) => quorum.Kind switch
    {
        QuorumKind.Any => "one of them",
        QuorumKind.All => "all of them",
        QuorumKind.Majority => "more than half of them",
        QuorumKind.Count => string.Create(CultureInfo.InvariantCulture, $"{quorum.Amount} of them"),
        QuorumKind.Percent => string.Create(CultureInfo.InvariantCulture, $"{quorum.Amount} % of them"),
        _ => throw new UnreachableException(),
    };
}
