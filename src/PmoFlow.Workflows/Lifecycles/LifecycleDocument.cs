using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>One version of a lifecycle, as it was when the office first started with it.</summary>
/// <param name="Name">The lifecycle's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of what it says, in lower-case hexadecimal, so that two installations can be compared.</param>
/// <param name="Lifecycle">What it says.</param>
internal sealed record LifecycleDocument(string Name, int Version, string Hash, Lifecycle Lifecycle)
{
    /// <summary>The file as it was written; null in rows of before it was kept.</summary>
    public string? Source { get; init; }

    /// <summary>Who put it into force from the workshop; null where it came with a file.</summary>
    public Publication? Publication { get; init; }

    /// <summary>All in one partition, so that versions whose files are gone are found again.</summary>
    public const string Partition = "lifecycles";

    public static readonly TableReference<LifecycleDocument> Table = new("lifecycles", LifecycleJson.Default.LifecycleDocument);

    public static LifecycleDocument Of(Lifecycle lifecycle, string? source = null) =>
        new(lifecycle.Name, lifecycle.Version, Convert.ToHexStringLower(SHA256.HashData(Text(lifecycle))), lifecycle) { Source = source };

    public static TableKey Key(LifecycleVersion version) => new(Partition, $"{version.Name}/{version.Version:D6}");

    /// <summary>
    /// Whether both say the same. Compared as today's program writes them, not by the stored hash: a program that has learned
    /// something new writes old lifecycles with one property more.
    /// </summary>
    public bool SaysTheSameAs(Lifecycle other) => Text(Lifecycle).AsSpan().SequenceEqual(Text(other));

    private static byte[] Text(Lifecycle lifecycle) => JsonSerializer.SerializeToUtf8Bytes(lifecycle, LifecycleJson.Default.Lifecycle);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LifecycleDocument))]
[JsonSerializable(typeof(Publication))]
[JsonSerializable(typeof(Lifecycle))]
internal sealed partial class LifecycleJson : JsonSerializerContext;
