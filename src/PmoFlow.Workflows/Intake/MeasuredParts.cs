using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using PmoFlow.Platform.Files;

namespace PmoFlow.Workflows.Intake;

/// <summary>A file that comes in, in parts that a store takes, measured while it passes: no more of it is in memory than one part.</summary>
/// <param name="head">What was read of it already.</param>
/// <param name="rest">What follows.</param>
/// <param name="most">How many bytes it may have.</param>
internal sealed class MeasuredParts(ReadOnlyMemory<byte> head, Stream rest, long most) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How many have passed.</summary>
    public long Bytes { get; private set; }

    /// <summary>Of what has passed, in small hexadecimal letters.</summary>
    public string Sha256 => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>The parts; once.</summary>
    /// <exception cref="TooLongException">More comes than there may be.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> Read([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (buffer, filled) = (new byte[IFileStore.MaxPartBytes], head.Length);
        head.CopyTo(buffer);
        while (true)
        {
            // A part is filled before it is handed on, however small the portions are that come in.
            filled += await rest.ReadAtLeastAsync(buffer.AsMemory(filled), buffer.Length - filled, throwOnEndOfStream: false, cancellation);
            if (filled == 0)
                yield break;
            Bytes += filled;
            if (Bytes > most)
                throw new TooLongException();
            hash.AppendData(buffer, 0, filled);
            yield return buffer.AsMemory(0, filled);
            filled = 0;
        }
    }

    public void Dispose() => hash.Dispose();

    /// <summary>Breaks the writing of a file off.</summary>
    public sealed class TooLongException : Exception;
}
