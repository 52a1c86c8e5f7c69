using PmoFlow.Azure.Tables;

namespace PmoFlow.Functions.Hosting;

/// <summary>The office's tables: the account of <c>Tables:Azure</c>, else the one that the Functions host itself uses.</summary>
internal static class StorageConfiguration
{
    public static AzureTablesOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection("Tables:Azure").Get<AzureTablesOptions>() ?? new AzureTablesOptions();
        return options is { ConnectionString: null, Endpoint: null }
            ? options with { ConnectionString = configuration["AzureWebJobsStorage"] }
            : options;
    }
}
