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
                services.AddAzureTables(configuration.GetSection("Tables:Azure").Get<AzureTablesOptions>() ?? new AzureTablesOptions());
                break;
            case var other:
                throw new InvalidOperationException($"Platform:Tables is '{other}'; it can be Embedded or Azure.");
        }
    }
}
