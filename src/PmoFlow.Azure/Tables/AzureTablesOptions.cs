namespace PmoFlow.Azure.Tables;

/// <summary>The storage account that tables are in: a connection string, or an endpoint and an identity.</summary>
public sealed record AzureTablesOptions
{
    /// <summary>For Azurite and for accounts with keys; leave it null where an identity signs in.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>https://account.table.core.windows.net, signed in to by the process's identity.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Which user-assigned identity signs in; null for the system-assigned one, or the developer's own sign-in.</summary>
    public string? ClientId { get; init; }

    /// <summary>Before each table's name, where several installations share an account: ASCII letters and digits, a letter first.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How often an operation is tried again after 408, 429, 5xx, time-outs and lost connections.</summary>
    public int Retries { get; init; } = 8;

    /// <summary>The wait before the first retry; it doubles, with jitter, up to <see cref="LongestWait"/>.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two attempts that the service did not ask for itself.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}
