using System.Text.Json;
using Azure.Data.Tables;
using PmoFlow.Platform.Tables;
using Xunit;

namespace PmoFlow.Azure.Tests.Tables;

/// <summary>What a document becomes in the table, and that nothing of it is lost on the way there and back.</summary>
public sealed class RowTests(Azurite azurite)
{
    private static readonly Ledger Plain = new()
    {
        Name = "Grüße \"請求\" 😀\r\n\t\u0000\u0007\uffff end",
        Open = true,
        Count = -7,
        Total = 5_000_000_000_000,
        Ratio = 0.1,
        Amount = 1234.50m,
        At = new DateTimeOffset(2026, 9, 1, 8, 30, 15, 123, TimeSpan.Zero).AddTicks(4567),
        On = new DateOnly(2026, 9, 1),
        Wait = TimeSpan.FromMinutes(90),
        Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        Rating = Rating.Amber,
        Owner = new Owner("Ann", 40),
        Tags = ["a", "b"],
        PartitionKey = "a property of that name",
        Odd = "odd",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task scalars_are_typed_columns_that_other_tools_read()
    {
        var (options, key) = (azurite.Options(), new TableKey("p", "r"));
        await azurite.Open(options).Upsert(Ledgers.OfLedgers, key, Plain with { Name = "Ann" }, Cancellation);
        var row = await Raw(options.ConnectionString!, options.Prefix);
        Assert.Equal("Ann", row["name"]);
        Assert.Equal(true, row["open"]);
        Assert.Equal(-7, row["count"]);
        Assert.Equal(5_000_000_000_000L, row["total"]);
        Assert.Equal(0.1, row["ratio"]);
        Assert.Equal(1234.5, row["amount"]);
        Assert.Equal(Plain.At, row["at"]);
        Assert.Equal("2026-09-01", row["on"]);
        Assert.Equal("01:30:00", row["wait"]);
        Assert.Equal(Plain.Id, row["id"]);
        Assert.Equal("Amber", row["rating"]);
        Assert.Equal("""{"name":"Ann","age":40}""", row["owner"]);
        Assert.Equal("""["a","b"]""", row["tags"]);
        Assert.False(row.ContainsKey("maybe"));
    }

    public static TheoryData<string> Documents() => new(
        """{}""",
        """{"name":null,"maybe":null,"owner":null,"rest":1}""",
        """{"name":"","count":0,"total":0,"ratio":0,"amount":0}""",
        """{"amount":1.10}""", """{"amount":79228162514264337593543950335}""", """{"amount":0.0000000000000000000000000001}""",
        """{"amount":12345678901234.5678}""", """{"ratio":5}""", """{"ratio":-0.0}""", """{"ratio":1E+300}""",
        """{"ratio":4.9E-324}""", """{"total":9223372036854775807}""", """{"total":-9223372036854775808}""",
        """{"at":"0001-01-01T00:00:00+00:00"}""", """{"at":"9999-12-31T23:59:59.9999999+00:00"}""",
        """{"at":"2026-09-01T10:00:00+02:00"}""", """{"at":"2026-09-01T10:00:00Z"}""", """{"at":"2026-09-01T10:00:00.1+00:00"}""",
        """{"unknown":1,"other":1.5,"big":123456789012345678901234567890,"list":[1,[2]],"deep":{"a":{"b":null}}}""",
        """{"name":"a\u0000b\ud83d\ude00\uffff"}""");

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task document_comes_back_as_the_very_json_that_was_written(string json)
    {
        var document = JsonSerializer.Deserialize(json, LedgerJson.Default.Ledger)!;
        await ReadsBack(document);
    }

    [Fact]
    public async Task property_that_was_not_written_keeps_what_its_type_begins_with()
    {
        // As a row that was written before the property existed.
        var store = azurite.Open();
        var old = new TableReference<Owner>("Ledgers", new OwnerJson(new JsonSerializerOptions()).Owner);
        await store.Upsert(old, new TableKey("p", "r"), new Owner("Ann", 40), Cancellation);
        var read = await store.Find(Ledgers.OfLedgers, new TableKey("p", "r"), Cancellation);
        Assert.Equal(["untouched"], read!.Document.Tags);
    }

    [Fact]
    public async Task everything_at_once_comes_back() => await ReadsBack(Plain);

    [Fact]
    public async Task derived_document_comes_back_as_its_own_kind()
    {
        var (store, key) = (azurite.Open(), new TableKey("p", "r"));
        var circle = new Circle(2.5, new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.FromHours(2)));
        await store.Upsert(Ledgers.OfShapes, key, circle, Cancellation);
        Assert.Equal(circle, (await store.Find(Ledgers.OfShapes, key, Cancellation))!.Document);
    }

    [Theory]
    [InlineData(31_999)]
    [InlineData(32_001)]
    [InlineData(64_000)]
    [InlineData(160_000)]
    public async Task long_text_comes_back_over_several_columns(int length) =>
        await ReadsBack(Plain with { Name = string.Concat(Enumerable.Repeat("é😀x", length / 4)) });

    [Theory]
    [InlineData("\"")]
    [InlineData("請")]
    [InlineData("random")]
    public async Task document_of_the_largest_size_comes_back_and_one_byte_more_is_refused(string letter)
    {
        var random = new Random(7);
        string Text(int n) => letter == "random"
            ? string.Create(n, random, (span, r) => r.GetItems("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", span))
            : string.Concat(Enumerable.Repeat(letter, n));
        var one = JsonSerializer.SerializeToUtf8Bytes(new Ledger { Name = letter == "random" ? "x" : letter }, LedgerJson.Default.Ledger).Length
            - JsonSerializer.SerializeToUtf8Bytes(new Ledger { Name = "" }, LedgerJson.Default.Ledger).Length;
        var empty = JsonSerializer.SerializeToUtf8Bytes(new Ledger { Name = "" }, LedgerJson.Default.Ledger).Length;
        var largest = new Ledger { Name = Text((ITableStore.MaxDocumentBytes - empty) / one) };
        await ReadsBack(largest);
        var (store, key) = (azurite.Open(), new TableKey("p", "r"));
        await Assert.ThrowsAsync<DocumentTooLargeException>(() =>
            store.Upsert(Ledgers.OfLedgers, key, largest with { Odd = "too much" }, Cancellation));
        Assert.Null(await store.Find(Ledgers.OfLedgers, key, Cancellation));
    }

    [Fact]
    public async Task document_of_a_thousand_properties_comes_back() => await ReadsBack(new Ledger
    {
        Rest = Enumerable.Range(0, 1000).ToDictionary(i => $"property{i}", i => JsonSerializer.SerializeToElement(i)),
    });

    private async Task ReadsBack(Ledger document)
    {
        var (store, key) = (azurite.Open(), new TableKey("p", "r"));
        await store.Upsert(Ledgers.OfLedgers, key, document, Cancellation);
        var read = await store.Find(Ledgers.OfLedgers, key, Cancellation);
        Assert.Equal(Properties(document), Properties(read!.Document));
    }

    /// <summary>Property by property, digit by digit; a table keeps no order of properties.</summary>
    private static IEnumerable<(string, string)> Properties(Ledger document) =>
        JsonSerializer.SerializeToElement(document, LedgerJson.Default.Ledger).EnumerateObject()
            .Select(p => (p.Name, p.Value.GetRawText())).OrderBy(p => p.Name, StringComparer.Ordinal);

    private static async Task<TableEntity> Raw(string account, string prefix) =>
        await new TableClient(account, prefix + "Ledgers").GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation);
}
