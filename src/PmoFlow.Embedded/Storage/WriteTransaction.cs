namespace PmoFlow.Embedded.Storage;

/// <summary>The write connection while a transaction is open, and the sequence that everything numbered comes from.</summary>
internal sealed class WriteTransaction(Connection connection)
{
    private long last = connection.Prepare("SELECT value FROM sequence WHERE name='last'").Scalar()
        ?? throw new InvalidOperationException("The sequence is gone.");

    private long saved = -1;

    public Connection Connection => connection;

    /// <summary>A number that was never given before and never will be again.</summary>
    public long NextNumber() => ++last;

    public Statement Prepare(string sql) => connection.Prepare(sql);

    /// <summary>Part of each commit, so that no number is given twice after a crash.</summary>
    public void SaveSequence()
    {
        if (saved == last)
            return;
        connection.Prepare("UPDATE sequence SET value=? WHERE name='last'").Bind(last).Run();
        saved = last;
    }

    /// <summary>After a rollback: what was saved was not.</summary>
    public void ForgetSaved() => saved = -1;
}
