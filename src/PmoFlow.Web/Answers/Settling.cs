namespace PmoFlow.Web.Answers;

/// <summary>
/// What somebody does is durable at once, and taken in by an orchestration a moment later. A page that follows waits for that
/// moment, so that it shows what was done; where it takes longer, the page shows what is so far.
/// </summary>
internal static class Settling
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    private const int MostPauses = 300;

    /// <summary>Reads until what is read is so, or about five seconds have passed.</summary>
    public static async Task Until<T>(Func<Task<T>> read, Func<T, bool> isSo, CancellationToken cancellation)
    {
        for (var i = 0; i < MostPauses && !isSo(await read()); i++)
            await Task.Delay(Pause, TimeProvider.System, cancellation);
    }
}
