using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmoFlow.Azure.Tables;

/// <summary>
/// What a row's typed columns do not say by themselves. A row of texts, whole numbers, flags, UTC times and short doubles needs none.
/// </summary>
/// <param name="Json">Properties whose column is JSON text.</param>
/// <param name="Exact">Properties whose column says less than their JSON does (1.10, a time with an offset, null), with that JSON.</param>
/// <param name="Parts">Columns that go on in further ones, with how many there are.</param>
internal sealed record RowMeta(
    List<string>? Json = null, Dictionary<string, JsonElement>? Exact = null, Dictionary<string, int>? Parts = null)
{
    public static readonly RowMeta None = new();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RowMeta))]
internal sealed partial class RowJson : JsonSerializerContext;
