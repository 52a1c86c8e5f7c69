using PmoFlow.Azure.Files;
using PmoFlow.Azure.Tables;

namespace PmoFlow.Functions.Hosting;

/// <summary>Where the office's tables and files are: the accounts of <c>Tables:Azure</c> and <c>Files:Azure</c>, else the one that the Functions host itself uses.</summary>
internal static class StorageConfiguration
{
    public static AzureTablesOptions Tables(IConfiguration configuration)
    {
        var options = configuration.GetSection("Tables:Azure").Get<AzureTablesOptions>() ?? new AzureTablesOptions();
        return options is { ConnectionString: null, Endpoint: null }
            ? options with { ConnectionString = configuration["AzureWebJobsStorage"] }
            : options;
    }

    public static AzureFilesOptions Files(IConfiguration configuration)
    {
        var options = configuration.GetSection("Files:Azure").Get<AzureFilesOptions>() ?? new AzureFilesOptions();
        return options is { ConnectionString: null, Endpoint: null }
            ? options with { ConnectionString = configuration["AzureWebJobsStorage"] }
            : options;
    }
}
