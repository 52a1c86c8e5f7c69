using PmoFlow.Azure.Files;
using PmoFlow.Azure.Tables;
using PmoFlow.Azure.Tests.Tables;
using PmoFlow.Contracts.Node;
using PmoFlow.Platform.Tables;
using Xunit;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace PmoFlow.Azure.Tests.Tables;

/// <summary>A real Azurite for all tests; each store that is opened has tables of its own in it.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // Azurite's own account, which is the same everywhere and opens nothing else.
    private const string Account = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    private NodeScript script = null!;

    public Uri Endpoint { get; private set; } = null!;

    public Uri Blobs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        script = NodeScript.Start("azurite.mjs");
        var addresses = (await script.ReadLine()).Split(' ');
        (Blobs, Endpoint) = (new Uri(addresses[0]), new Uri(addresses[2]));
        OfficeOnAzurite.Prepare(this);
    }

    public ValueTask DisposeAsync() => script.DisposeAsync();

    public static string ConnectionString(Uri endpoint) =>
        $"{Account}TableEndpoint=http://{endpoint.Authority}/devstoreaccount1;";

    /// <summary>Options for tables that nobody else uses.</summary>
    public AzureTablesOptions Options() => new()
    {
        ConnectionString = ConnectionString(Endpoint),
        Prefix = $"T{Guid.NewGuid():n}"[..20],
        FirstWait = TimeSpan.FromMilliseconds(20),
        LongestWait = TimeSpan.FromMilliseconds(500),
    };

    /// <summary>Options for files in a container.</summary>
    public AzureFilesOptions FileOptions(string container) => new()
    {
        ConnectionString = $"{Account}BlobEndpoint=http://{Blobs.Authority}/devstoreaccount1;",
        Container = container,
    };

    public ITableStore Open(AzureTablesOptions? options = null)
    {
        options ??= Options();
        return new AzureTableStore(AzureTablesRegistration.Open(options), options.Prefix, TimeProvider.System);
    }
}
