using System.Globalization;
using System.Security.Cryptography;

namespace PmoFlow.Azure.Tables;

/// <summary>
/// The writes that a row has seen of late, newest first. A write whose answer was lost is tried again, and then meets itself: its
/// insert finds a row, its replace finds another ETag. Finding its own id there, it knows that it has been done. Ids are carried
/// on by later writes, because another writer may have been quicker than the second attempt.
/// </summary>
internal static class WriteHistory
{
    /// <summary>Longer than the attempts at one write go on.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(3);

    private const int MaxWrites = 64;

    /// <summary>An id for one write: its time in milliseconds, and chance.</summary>
    public static string NewId(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture,
        $"{now.ToUnixTimeMilliseconds():x}-{RandomNumberGenerator.GetInt32(int.MaxValue):x8}");

    /// <summary>The history of a row once the write is done.</summary>
    public static string After(string id, string earlier)
    {
        var young = Time(id) - (long)Memory.TotalMilliseconds;
        return string.Join(',', earlier.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(write => Time(write) > young).Take(MaxWrites - 1).Prepend(id));
    }

    /// <summary>Whether the write is in the history; null where so many came after it that it may have been and is forgotten.</summary>
    public static bool? Saw(string id, string history)
    {
        var writes = history.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (writes.Contains(id))
            return true;
        return writes.Length == MaxWrites && Time(writes[^1]) > Time(id) ? null : false;
    }

    /// <summary>Whether the write was the last one.</summary>
    public static bool IsLast(string id, string history) =>
        history == id || history.StartsWith(id + ',', StringComparison.Ordinal);

    private static long Time(string id) =>
        long.TryParse(id.AsSpan(0, Math.Max(id.IndexOf('-'), 0)), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var time)
            ? time
            : 0;
}
