using System.Text;

namespace PmoFlow.Embedded.Storage;

/// <summary>
/// Text as bytes whose memcmp order is the ordinal (UTF-16) order of the strings: UTF-8, except that surrogates are encoded one
/// by one (CESU-8), because UTF-8 would sort them after U+FFFF. Also keeps lone surrogates, which UTF-8 cannot.
/// </summary>
internal static class OrdinalText
{
    /// <summary>Encodes into the buffer, or into a new array where it is too small.</summary>
    public static ReadOnlySpan<byte> Encode(string value, Span<byte> buffer)
    {
        if (value.Length * 3 > buffer.Length)
            buffer = new byte[value.Length * 3];
        if (Encoding.UTF8.TryGetBytes(value, buffer, out var length) && !value.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
            return buffer[..length];
        length = 0;
        foreach (var unit in value)
        {
            if (unit < 0x80)
            {
                buffer[length++] = (byte)unit;
            }
            else if (unit < 0x800)
            {
                buffer[length++] = (byte)(0xC0 | (unit >> 6));
                buffer[length++] = (byte)(0x80 | (unit & 0x3F));
            }
            else
            {
                buffer[length++] = (byte)(0xE0 | (unit >> 12));
                buffer[length++] = (byte)(0x80 | ((unit >> 6) & 0x3F));
                buffer[length++] = (byte)(0x80 | (unit & 0x3F));
            }
        }
        return buffer[..length];
    }

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        // 0xED opens every surrogate (and U+D000 to U+D7FF); without it this is plain UTF-8.
        if (!bytes.Contains((byte)0xED))
            return Encoding.UTF8.GetString(bytes);
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length;)
        {
            var first = bytes[i];
            if (first < 0x80)
            {
                text.Append((char)first);
                i++;
            }
            else if (first < 0xE0)
            {
                text.Append((char)(((first & 0x1F) << 6) | (bytes[i + 1] & 0x3F)));
                i += 2;
            }
            else
            {
                text.Append((char)(((first & 0x0F) << 12) | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F)));
                i += 3;
            }
        }
        return text.ToString();
    }
}
