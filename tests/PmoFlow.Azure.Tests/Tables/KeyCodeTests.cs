using System.Text;
using PmoFlow.Azure.Tables;
using PmoFlow.Platform.Tables;
using Xunit;

namespace PmoFlow.Azure.Tests.Tables;

public sealed class KeyCodeTests
{
    private const string Awkward = "\0\u0001\u001f !\"#$%&'()*+,-./0189:;<=>?@AZ[\\]^_`az{|}~\u007f\u0080\u009f\u00a0é請\ud7a3\ud7fa";

    [Fact]
    public void codes_are_allowed_and_read_back_and_order_as_the_texts_do()
    {
        var random = new Random(20260901);
        var texts = Enumerable.Range(0, 20_000).Select(_ => Text(random)).Append("").Distinct().ToList();
        Assert.All(texts, text => Assert.Equal(text, KeyCode.Decode(KeyCode.EncodeBound(text))));
        Assert.All(texts, text => Assert.DoesNotContain(KeyCode.EncodeBound(text), IsForbidden));
        var byText = texts.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(byText, texts.OrderBy(KeyCode.EncodeBound, StringComparer.Ordinal));
        Assert.Equal(byText, texts.OrderBy(text => Encoding.UTF8.GetBytes(KeyCode.EncodeBound(text)),
            Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))));
    }

    [Fact]
    public void every_character_of_Unicode_reads_back_in_order()
    {
        var all = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value).ToString())
            .Order(StringComparer.Ordinal).ToList();
        var codes = all.ConvertAll(KeyCode.EncodeBound);
        Assert.All(Enumerable.Range(1, all.Count - 1), i => Assert.True(string.CompareOrdinal(codes[i - 1], codes[i]) < 0));
        Assert.Equal(all, codes.Select(KeyCode.Decode));
    }

    [Theory]
    [InlineData("R-2026-0042")]
    [InlineData("request:7f3a;gate=budget,round_2")]
    [InlineData("Größe-請求")]
    public void usual_keys_stay_as_they_are(string key) => Assert.Equal(key, KeyCode.Encode(key));

    [Fact]
    public void key_of_512_bytes_is_taken_and_one_more_is_not()
    {
        Assert.Equal(512, KeyCode.Encode(new string('k', 512)).Length);
        KeyCode.Encode(new string('請', 170));
        KeyCode.Encode(string.Concat(Enumerable.Repeat("😀", 128)));
        Assert.Throws<ArgumentException>(() => KeyCode.Encode(new string('k', 513)));
        Assert.Throws<ArgumentException>(() => KeyCode.Encode(new string('請', 171)));
    }

    [Fact]
    public void half_a_character_is_no_key() => Assert.Throws<ArgumentException>(() => KeyCode.Encode("a\ud83d"));

    [Fact]
    public void prefix_covers_what_begins_with_it_and_nothing_else()
    {
        var range = RowRange.StartingWith("a/");
        string[] inside = ["a/", "a/\0", "a/z", "a/\ud7fb", "a/\ufffd", "a/😀"];
        string[] outside = ["a", "a.", "a0", "b", ""];
        bool Covers(string key) => string.CompareOrdinal(KeyCode.Encode(key), KeyCode.EncodeBound(range.From!)) >= 0
            && string.CompareOrdinal(KeyCode.Encode(key), KeyCode.EncodeBound(range.To!)) < 0;
        Assert.All(inside, key => Assert.True(Covers(key)));
        Assert.All(outside, key => Assert.False(Covers(key)));
    }

    private static bool IsForbidden(char c) => char.IsControl(c) || "/\\#?%'\"& ".Contains(c, StringComparison.Ordinal) || c > '\ud7fb';

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(6); length > 0; length--)
        {
            text.Append(random.Next(4) == 0
                ? new Rune(random.Next(2) == 0 ? random.Next(0xD7F0, 0xD800) : random.Next(0xFF00, 0x10200)).ToString()
                : Awkward[random.Next(Awkward.Length)].ToString());
        }
        return text.ToString();
    }
}
