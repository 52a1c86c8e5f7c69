namespace PmoFlow.Workflows.Import;

/// <summary>An upload put aside on disk, because finding out its encoding takes reading it twice. It is gone once disposed.</summary>
internal static class SpooledFile
{
    /// <summary>The whole of a stream, or null where it is longer than <see cref="ImportLimits.Bytes"/>.</summary>
    public static async Task<FileStream?> Of(Stream upload, CancellationToken cancellation)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"pmoflow-import-{Guid.NewGuid():N}"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            var buffer = new byte[80 * 1024];
            while (await upload.ReadAsync(buffer, cancellation) is > 0 and var read)
            {
                if (file.Length + read > ImportLimits.Bytes)
                {
                    await file.DisposeAsync();
                    return null;
                }
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            await file.FlushAsync(cancellation);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
