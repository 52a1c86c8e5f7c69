using System.Text;

namespace PmoFlow.Embedded.Tables;

/// <summary>The limits of names and keys, the same on every platform.</summary>
internal static class TableKeys
{
    private const int MaxKeyBytes = 512;

    public static void Check(string table, string partition, string row)
    {
        if (table.Length is < 3 or > 63 || !char.IsAsciiLetter(table[0]) || !table.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"'{table}' is not a table name: 3 to 63 ASCII letters and digits, a letter first.", nameof(table));
        CheckPart(partition, nameof(partition));
        CheckPart(row, nameof(row));
    }

    private static void CheckPart(string part, string name)
    {
        if (part.Length * 3 > MaxKeyBytes && Encoding.UTF8.GetByteCount(part) is > MaxKeyBytes and var bytes)
            throw new ArgumentException($"A key of {bytes} UTF-8 bytes; the limit is {MaxKeyBytes}.", name);
    }
}
