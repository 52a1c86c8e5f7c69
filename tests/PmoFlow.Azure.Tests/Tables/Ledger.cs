using System.Text.Json.Serialization;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Azure.Tests.Tables;

/// <summary>A document with a property of every kind.</summary>
public sealed record Ledger
{
    public string? Name { get; init; }

    public bool Open { get; init; }

    public int Count { get; init; }

    public long Total { get; init; }

    public double Ratio { get; init; }

    public decimal Amount { get; init; }

    public DateTimeOffset At { get; init; }

    public DateOnly On { get; init; }

    public TimeSpan Wait { get; init; }

    public Guid Id { get; init; }

    public Rating Rating { get; init; }

    public int? Maybe { get; init; }

    public Owner? Owner { get; init; }

    public IReadOnlyList<string> Tags { get; set; } = ["untouched"];

    public string PartitionKey { get; init; } = "";

    [JsonPropertyName("x_odd name/é")]
    public string Odd { get; init; } = "";

    [JsonExtensionData]
    public Dictionary<string, System.Text.Json.JsonElement>? Rest { get; set; }
}

public sealed record Owner(string Name, int Age);

public enum Rating
{
    Green,
    Amber,
    Red,
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "$kind")]
[JsonDerivedType(typeof(Circle), "circle")]
public abstract record Shape;

public sealed record Circle(double Radius, DateTimeOffset At) : Shape;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Ledger))]
[JsonSerializable(typeof(Shape))]
internal sealed partial class LedgerJson : JsonSerializerContext;

internal static class Ledgers
{
    public static readonly TableReference<Ledger> OfLedgers = new("Ledgers", LedgerJson.Default.Ledger);

    public static readonly TableReference<Shape> OfShapes = new("Ledgers", LedgerJson.Default.Shape);
}

[JsonSerializable(typeof(Owner))]
internal sealed partial class OwnerJson : JsonSerializerContext;
