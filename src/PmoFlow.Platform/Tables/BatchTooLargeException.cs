namespace PmoFlow.Platform.Tables;

/// <summary>Thrown before anything is written.</summary>
public sealed class BatchTooLargeException(int bytes)
    : Exception($"A batch of {bytes:N0} bytes of JSON; the limit is {ITableStore.MaxBatchBytes:N0}.")
{
    /// <summary>Size that was refused.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>Throws where a batch's documents are together over <see cref="ITableStore.MaxBatchBytes"/>.</summary>
    public static void ThrowIfTooLarge(int bytes)
    {
        if (bytes > ITableStore.MaxBatchBytes)
            throw new BatchTooLargeException(bytes);
    }
}
