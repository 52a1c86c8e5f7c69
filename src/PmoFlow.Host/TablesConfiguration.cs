using PmoFlow.Azure.Files;
using PmoFlow.Azure.Tables;

namespace PmoFlow.Host;

/// <summary>
/// Where the office's tables and files are: in the engine's own file or, with <c>Platform:Tables=Azure</c>, in the accounts of
/// <c>Tables:Azure</c> and <c>Files:Azure</c>.
/// </summary>
internal static class TablesConfiguration
{
    /// <summary>To be called after the embedded platform has been added, whose tables and files they take the place of.</summary>
    public static void AddTables(this IServiceCollection services, IConfiguration configuration)
    {
        switch (configuration["Platform:Tables"])
        {
            case null or "" or "Embedded":
                break;
            case "Azure":
                var tables = Account(configuration.Options<AzureTablesOptions>("Tables:Azure"));
                services.AddAzureTables(tables).AddAzureFiles(Account(configuration.Options<AzureFilesOptions>("Files:Azure"), tables));
                break;
            case var other:
                throw new SettingRefusedException("Platform:Tables", $"is '{other}'", "It can be Embedded or Azure.");
        }
    }

    private static AzureTablesOptions Account(AzureTablesOptions options) => options.ConnectionString is null == options.Endpoint is null
        ? throw new SettingRefusedException("Tables:Azure", "names no account, or two", "Set Tables:Azure:ConnectionString or Tables:Azure:Endpoint.")
        : options;

    // A connection string opens a whole account, an endpoint only its tables.
    private static AzureFilesOptions Account(AzureFilesOptions options, AzureTablesOptions tables) => options switch
    {
        { ConnectionString: null, Endpoint: null } when tables.ConnectionString is { } whole => options with { ConnectionString = whole },
        _ when options.ConnectionString is null != options.Endpoint is null => options,
        _ => throw new SettingRefusedException("Files:Azure", "names no account, or two", "Set Files:Azure:ConnectionString or Files:Azure:Endpoint."),
    };
}
