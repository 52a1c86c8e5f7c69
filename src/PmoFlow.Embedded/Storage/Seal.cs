using System.IO.Hashing;
using SQLitePCL;

namespace PmoFlow.Embedded.Storage;

/// <summary>
/// A hash beside each stored body, over the body and its place. SQLite notices damage to its own structure, not to what is in it;
/// a body that is not what was written must never be taken for true.
/// </summary>
internal static class Seal
{
    public static long Of(ReadOnlySpan<byte> body, long place, long part = 0) =>
        unchecked((long)XxHash3.HashToUInt64(body, place * 1_000_003 + part));

    /// <summary>True where the body is the one that was sealed for that place.</summary>
    public static bool Holds(ReadOnlySpan<byte> body, long seal, long place, long part = 0) => Of(body, place, part) == seal;

    /// <exception cref="StorageException">The body is not the one that was sealed.</exception>
    public static byte[] Check(byte[] body, long seal, long place, long part = 0) =>
        Holds(body, seal, place, part) ? body : throw new StorageException(raw.SQLITE_CORRUPT, "A stored body does not match its seal.");
}
