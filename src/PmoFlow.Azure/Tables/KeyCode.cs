using System.Text;

namespace PmoFlow.Azure.Tables;

/// <summary>
/// Writes keys of any text in characters that Table Storage allows, so that the order of encoded keys (by UTF-16 unit, by UTF-8
/// byte, by code point: they agree) is the ordinal order of the texts, and most keys still read as they are.
/// Characters that are forbidden (controls, / \ # ?), awkward in addresses (space, quotes, %, &amp;), or ordered differently by
/// different stores (from U+D7FB up) are written as an escape followed by one or two digits. Each escape covers one unbroken
/// range of characters and stands at that range's place in the order; no code begins another, so order carries over to whole keys.
/// </summary>
internal static class KeyCode
{
    /// <summary>Table Storage allows 1 KiB of UTF-16.</summary>
    public const int MaxLength = 512;

    // From here up, UTF-16 units and code points order differently: two digits of base 1032 hold what is left of Unicode, in the
    // order of UTF-16, which has all that takes two units before U+E000.
    private const int HighFrom = 0xD7FB;
    private const int HighBase = 1032;
    private const int HighDigit = 0x4E00;
    private const int BeforePairs = 0xD800 - HighFrom;
    private const int BeforePrivate = BeforePairs + 0x100000;
    private const string Digits = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_ab";

    private static readonly Range[] Ranges =
        [new('\0', '\'', '!'), new('.', '/', '.'), new('>', '?', '>'), new('[', '\\', '['), new('~', '\u009f', '~')];

    // Not '!' followed by a digit, and before all that is.
    private const string Empty = "!";

    /// <summary>The key as it is stored.</summary>
    /// <exception cref="ArgumentException">It is no Unicode text, over 512 UTF-8 bytes, or too long once written so.</exception>
    public static string Encode(string text)
    {
        var code = EncodeBound(text);
        if (Encoding.UTF8.GetByteCount(text) > MaxLength || code.Length > MaxLength)
            throw new ArgumentException($"Key '{text}' is too long: {MaxLength} UTF-8 bytes, and {MaxLength} characters as it is stored.", nameof(text));
        return code;
    }

    /// <summary>A bound of a range, which may be longer than a key.</summary>
    public static string EncodeBound(string text)
    {
        if (text.Length == 0)
            return Empty;
        var code = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                throw new ArgumentException("A key holds half a surrogate pair, which is no text.", nameof(text));
            i += rune.Utf16SequenceLength - 1;
            Append(code, rune.Value);
        }
        return code.ToString();
    }

    /// <summary>The text that was encoded.</summary>
    public static string Decode(string code)
    {
        if (code == Empty)
            return "";
        var text = new StringBuilder(code.Length);
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] == HighFrom)
            {
                text.Append(OfRank(((code[i + 1] - HighDigit) * HighBase) + code[i + 2] - HighDigit));
                i += 2;
            }
            else if (Array.Find(Ranges, r => r.Escape == code[i]) is { } range)
            {
                text.Append((char)(range.First + Digits.IndexOf(code[++i], StringComparison.Ordinal)));
            }
            else
            {
                text.Append(code[i]);
            }
        }
        return text.ToString();
    }

    private static void Append(StringBuilder code, int value)
    {
        if (value >= HighFrom)
        {
            var rank = RankOf(value);
            code.Append((char)HighFrom).Append((char)(HighDigit + (rank / HighBase))).Append((char)(HighDigit + (rank % HighBase)));
        }
        else if (Array.Find(Ranges, r => r.First <= value && value <= r.Last) is { } range)
        {
            code.Append(range.Escape).Append(Digits[value - range.First]);
        }
        else
        {
            code.Append((char)value);
        }
    }

    private static int RankOf(int value) => value switch
    {
        < 0xD800 => value - HighFrom,
        >= 0x10000 => value - 0x10000 + BeforePairs,
        _ => value - 0xE000 + BeforePrivate,
    };

    private static Rune OfRank(int rank) => new(rank switch
    {
        < BeforePairs => rank + HighFrom,
        < BeforePrivate => rank - BeforePairs + 0x10000,
        _ => rank - BeforePrivate + 0xE000,
    });

    private sealed record Range(char First, char Last, char Escape);
}
