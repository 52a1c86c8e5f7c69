using System.Text;
using PmoFlow.Workflows.Import;
using Xunit;

namespace PmoFlow.Workflows.Tests.Import;

public sealed class FileReadingTests
{
    private const string Polish = "Nazwa;Opis\nŁódź;Zażółć gęślą jaźń, proszę bardzo i dziękuję\nKraków;Budowa ścieżki rowerowej wzdłuż Wisły, część środkowa\n";

    [Theory]
    [InlineData("utf-8", false, "UTF-8")]
    [InlineData("utf-8", true, "UTF-8")]
    [InlineData("utf-16", true, "UTF-16")]
    [InlineData("utf-16", false, "UTF-16")]
    [InlineData("utf-16BE", true, "UTF-16")]
    [InlineData("utf-16BE", false, "UTF-16")]
    [InlineData("utf-32", true, "UTF-32")]
    [InlineData("windows-1250", false, "windows-1250")]
    public async Task polish_is_read_whatever_it_was_saved_as(string name, bool mark, string found)
    {
        var encoding = Encoded(name);
        var (file, rows) = await Read([.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Polish)]);
        Assert.Equal(found, file.Encoding.Name, ignoreCase: true);
        Assert.Equal(["Nazwa", "Opis"], file.Headings);
        Assert.Equal("Zażółć gęślą jaźń, proszę bardzo i dziękuję", rows[0].Cells[1]);
    }

    [Theory]
    [InlineData("Cost,Name\n£12.50,O’Brien – “Quay”\n", "windows-1252")]
    [InlineData("Name,Cost\nCafé,€ 5\n", "windows-1252")]
    [InlineData("Name\n£1\n£2\n£3 £4 £12,343\n", "windows-1252")]
    public async Task western_text_with_few_letters_of_its_own_is_not_taken_for_chinese(string text, string name)
    {
        var (file, rows) = await Read(Encoded(name).GetBytes(text));
        Assert.Equal("Windows-1252", file.Encoding.Name);
        Assert.Contains(rows[0].Cells[0].TrimEnd(), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task broken_utf8_is_read_on_with_a_warning_that_says_how_much()
    {
        var text = string.Concat(Enumerable.Range(0, 40).Select(i => $"Łódź {i},x\n"));
        byte[] bytes = [.. Encoding.UTF8.GetBytes("Name,Note\n" + text), .. "Broken "u8, 0xC5, 0xFF, .. ",y\n"u8];
        var (file, rows) = await Read(bytes);
        Assert.Equal("UTF-8", file.Encoding.Name);
        Assert.StartsWith("2 bytes", file.Encoding.Warning, StringComparison.Ordinal);
        Assert.Contains('\uFFFD', rows[^1].Cells[0]);
    }

    [Fact]
    public async Task character_that_is_cut_by_the_end_of_a_read_is_whole()
    {
        var text = new string('x', (64 * 1024) - 1) + "Ł";
        var (file, _) = await Read(Encoding.UTF8.GetBytes($"Name\n{text}\n"));
        Assert.Null(file.Encoding.Warning);
        Assert.Equal("UTF-8", file.Encoding.Name);
    }

    [Fact]
    public async Task headings_are_found_below_a_title_and_made_different()
    {
        var (file, rows) = await Read("Annual return\n\n\"as at\",March\n\nName,RAG,,RAG\nHarbour,Red,1,Green\n,,,\nCanal,Red,2,Green\n"u8.ToArray());
        Assert.Equal(["Name", "RAG", "Column 3", "RAG (2)"], file.Headings);
        Assert.Equal([6, 8], rows.Select(r => r.Row));
    }

    [Fact]
    public async Task quoted_separators_quotes_and_line_ends_stay_in_their_value()
    {
        var (_, rows) = await Read("Name;Note\r\nA;\"one; \"\"two\"\"\r\nthree\"\r\nB;plain\r\n"u8.ToArray());
        Assert.Equal("one; \"two\"\r\nthree", rows[0].Cells[1]);
        Assert.Equal([2, 3], rows.Select(r => r.Row));
    }

    [Fact]
    public async Task quotation_mark_that_is_never_closed_is_told_with_its_row()
    {
        var unreadable = await Assert.ThrowsAsync<UnreadableCsvException>(() => Read("Name,Note\nA,fine\nB,\"open\nC,x\n"u8.ToArray()));
        Assert.Equal(3, unreadable.Row);
        var huge = $"Name,Note\nA,\"{new string('x', 2_000_000)}\n";
        await Assert.ThrowsAsync<UnreadableCsvException>(() => Read(Encoding.UTF8.GetBytes(huge)));
    }

    private static async Task<(CsvFile File, List<(int Row, IReadOnlyList<string> Cells)> Rows)> Read(byte[] bytes)
    {
        var none = TestContext.Current.CancellationToken;
        using var stream = new MemoryStream(bytes);
        var file = await CsvFile.Open(stream, await FileEncoding.Detect(stream, none), null, none);
        var rows = new List<(int, IReadOnlyList<string>)>();
        await foreach (var row in file!.Rows(stream, none))
            rows.Add(row);
        return (file, rows);
    }

    private static Encoding Encoded(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name);
    }
}
