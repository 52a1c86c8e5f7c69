namespace PmoFlow.Azure.Files;

/// <summary>The storage account that files are in, as blobs: a connection string, or an endpoint and an identity.</summary>
public sealed record AzureFilesOptions
{
    /// <summary>For Azurite and for accounts with keys; leave it null where an identity signs in.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>https://account.blob.core.windows.net, signed in to by the process's identity.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Which user-assigned identity signs in; null for the system-assigned one, or the developer's own sign-in.</summary>
    public string? ClientId { get; init; }

    /// <summary>The container, made by the first write to it: lowercase letters, digits and hyphens.</summary>
    public string Container { get; init; } = "attachments";
}
