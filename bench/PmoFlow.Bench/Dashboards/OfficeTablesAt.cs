using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Azure.Tables;
using PmoFlow.Embedded;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Bench.Dashboards;

/// <summary>Where the generated office's tables are: in the file of the program's folder, or in an account of Azure Table Storage.</summary>
/// <param name="Folder">The program's data folder.</param>
/// <param name="Account">Connection string of the account, with blobs; null for the file.</param>
internal sealed record OfficeTablesAt(string Folder, string? Account)
{
    // Of its own in the account, so that the bench can run again and beside others.
    private readonly string prefix = $"Bench{Guid.NewGuid():n}"[..20];

    /// <summary>What is told to the program, so that it finds them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings => Account is null
        ? []
        : [new("Platform__Tables", "Azure"), new("Tables__Azure__ConnectionString", Account), new("Tables__Azure__Prefix", prefix)];

    /// <summary>Megabytes of the file; null where there is none.</summary>
    public double? Megabytes => Account is null ? new FileInfo(Path.Combine(Folder, "pmoflow.db")).Length / 1048576.0 : null;

    public async Task Use(Func<ITableStore, Task> write)
    {
        if (Account is not null)
        {
            await using var azure = new ServiceCollection().AddSingleton(TimeProvider.System).AddLogging()
                .AddAzureTables(new AzureTablesOptions { ConnectionString = Account, Prefix = prefix }).BuildServiceProvider();
            await write(azure.GetRequiredService<ITableStore>());
            return;
        }
        // Only the tables of the file are wanted: the engine of this one is never started.
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var platform = EmbeddedPlatform.OpenFile(new EmbeddedPlatformOptions { DataFolder = Folder },
            new OrchestrationCatalog(OfficeJson.Default.Options), services, TimeProvider.System, null);
        await write(platform.Tables);
    }
}
