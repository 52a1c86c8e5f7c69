using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Platform.Files;

namespace PmoFlow.Azure.Files;

/// <summary>Files as blobs of Azure Storage, for an application's services.</summary>
public static class AzureFilesRegistration
{
    /// <summary>Keeps files in the account of <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentException">Not exactly one of connection string and endpoint is given.</exception>
    public static IServiceCollection AddAzureFiles(this IServiceCollection services, AzureFilesOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        return services.AddSingleton<IFileStore>(new BlobFileStore(Open(options)));
    }

    internal static BlobContainerClient Open(AzureFilesOptions options) => (options switch
    {
        { ConnectionString: { } text, Endpoint: null } => new BlobServiceClient(text),
        { ConnectionString: null, Endpoint: { } endpoint } => new BlobServiceClient(
            endpoint, new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId })),
        _ => throw new ArgumentException("Give a connection string or an endpoint, not both and not neither.", nameof(options)),
    }).GetBlobContainerClient(options.Container);
}
