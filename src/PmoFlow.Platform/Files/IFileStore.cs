namespace PmoFlow.Platform.Files;

/// <summary>
/// The bytes of files. A name is lowercase letters, digits and hyphens, at most 63; it is written once and never given again. A file
/// is there whole or not at all.
/// </summary>
public interface IFileStore
{
    /// <summary>How long a part may be that is handed over, in bytes.</summary>
    const int MaxPartBytes = 256 * 1024;

    /// <summary>
    /// Stores a file from its parts, each of which is taken before the next is asked for, so that the memory of one may be used again.
    /// When this has returned, the file survives a crash. Where the parts break off with an exception, or the writing does, that
    /// exception is thrown and no reader ever sees the file; <see cref="Delete"/> then removes what lies about of it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is over <see cref="MaxPartBytes"/>.</exception>
    Task Write(string name, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellation = default);

    /// <summary>The bytes of a file in order, in parts of any size, each valid until the next is asked for; none where there is no such file.</summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> Read(string name, CancellationToken cancellation = default);

    /// <summary>Removes a file, or what is there of it; harmless where nothing is.</summary>
    Task Delete(string name, CancellationToken cancellation = default);
}
