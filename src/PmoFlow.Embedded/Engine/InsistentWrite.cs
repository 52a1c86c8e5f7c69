using PmoFlow.Embedded.Storage;

namespace PmoFlow.Embedded.Engine;

/// <summary>
/// A write of the engine's own. A file that is locked, full or broken for a while must not keep an instance waiting for what
/// nobody will bring up again before the next start.
/// </summary>
internal sealed class InsistentWrite<T>(EmbeddedEngine engine, Func<WriteTransaction, T> apply, Action<T> committed) : WriteItem
{
    private T result = default!;

    public override void Apply(WriteTransaction transaction) => result = apply(transaction);

    public override void Committed()
    {
        committed(result);
        engine.Idle.End();
    }

    public override void Failed(Exception exception)
    {
        if (!engine.IsStopping)
            engine.Log.WriteFailed(exception);
        engine.Later(() => engine.Insist(apply, committed));
        engine.Idle.End();
    }
}
