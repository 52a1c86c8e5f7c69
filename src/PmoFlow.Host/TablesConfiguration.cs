using PmoFlow.Azure.Tables;

namespace PmoFlow.Host;

/// <summary>Where the office's tables are: in the engine's own file or, with <c>Platform:Tables=Azure</c>, in the account of <c>Tables:Azure</c>.</summary>
internal static class TablesConfiguration
{
    /// <summary>To be called after the embedded platform has been added, whose tables it takes the place of.</summary>
    public static void AddTables(this IServiceCollection services, IConfiguration configuration)
    {
        switch (configuration["Platform:Tables"])
        {
            case null or "" or "Embedded":
                break;
            case "Azure":
                services.AddAzureTables(Account(configuration.Options<AzureTablesOptions>("Tables:Azure")));
                break;
            case var other:
                throw new SettingRefusedException("Platform:Tables", $"is '{other}'", "It can be Embedded or Azure.");
        }
    }

    private static AzureTablesOptions Account(AzureTablesOptions options) => options.ConnectionString is null == options.Endpoint is null
        ? throw new SettingRefusedException("Tables:Azure", "names no account, or two", "Set Tables:Azure:ConnectionString or Tables:Azure:Endpoint.")
        : options;
}
