using DurableTask.AzureStorage;
using PmoFlow.Contracts.Node;
using PmoFlow.Functions.Tests;
using PmoFlow.Functions.Tests.Life;
using Xunit;

[assembly: AssemblyFixture(typeof(AzuriteStorage))]

namespace PmoFlow.Functions.Tests;

/// <summary>A real Azurite with all three services for all tests; each task hub in it has a name of its own.</summary>
public sealed class AzuriteStorage : IAsyncLifetime
{
    // Azurite's own account, which is the same everywhere and opens nothing else.
    private const string Account = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    private NodeScript script = null!;

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        script = NodeScript.Start("azurite.mjs");
        var addresses = (await script.ReadLine()).Split(' ').Select(address => address.TrimEnd('/') + "/devstoreaccount1").ToArray();
        ConnectionString = $"{Account}BlobEndpoint={addresses[0]};QueueEndpoint={addresses[1]};TableEndpoint={addresses[2]};";
        OfficeOnDurableTask.Prepare(this);
    }

    /// <summary>A task hub of its own, which looks at its queues often and leaves its partition soon after its worker is gone.</summary>
    internal AzureStorageOrchestrationServiceSettings NewTaskHub() => new()
    {
        StorageAccountClientProvider = new StorageAccountClientProvider(ConnectionString),
        TaskHubName = $"h{Guid.NewGuid():n}"[..20],
        PartitionCount = 1,
        MaxQueuePollingInterval = TimeSpan.FromMilliseconds(100),
        LeaseAcquireInterval = TimeSpan.FromSeconds(1),
        LeaseRenewInterval = TimeSpan.FromSeconds(1),
        LeaseInterval = TimeSpan.FromSeconds(5),
        // What a stopped worker had fetched comes back after this.
        ControlQueueVisibilityTimeout = TimeSpan.FromSeconds(20),
        WorkItemQueueVisibilityTimeout = TimeSpan.FromSeconds(20),
    };

    public ValueTask DisposeAsync() => script.DisposeAsync();
}
