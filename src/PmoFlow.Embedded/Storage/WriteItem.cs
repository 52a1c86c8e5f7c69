namespace PmoFlow.Embedded.Storage;

/// <summary>Something to be written in the next commit.</summary>
internal abstract class WriteItem
{
    /// <summary>
    /// Writes, on the writer's thread and inside a transaction. May be called again after a rollback, so it changes nothing but
    /// the database and its own result. An expected refusal is a result; it checks before it writes anything.
    /// </summary>
    public abstract void Apply(WriteTransaction transaction);

    /// <summary>It is durable. On the writer's thread: must be short and must not throw.</summary>
    public abstract void Committed();

    /// <summary>Nothing of it is written.</summary>
    public abstract void Failed(Exception exception);
}

/// <summary>A write whose caller waits for the answer.</summary>
/// <param name="apply">See <see cref="WriteItem.Apply"/>.</param>
/// <param name="committed">Runs on the writer's thread before the caller goes on.</param>
/// <param name="over">Runs last, whatever came of it.</param>
internal sealed class WriteItem<T>(Func<WriteTransaction, T> apply, Action<T>? committed = null, Action? over = null) : WriteItem
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    public Task<T> Answer => answer.Task;

    public override void Apply(WriteTransaction transaction) => result = apply(transaction);

    public override void Committed()
    {
        committed?.Invoke(result);
        answer.SetResult(result);
        over?.Invoke();
    }

    public override void Failed(Exception exception)
    {
        answer.TrySetException(exception);
        over?.Invoke();
    }
}
