using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Azure.Tables;

/// <summary>Tables on Azure Table Storage, for an application's services.</summary>
public static class AzureTablesRegistration
{
    /// <summary>Keeps tables in the account of <paramref name="options"/>; the services must hold a <see cref="TimeProvider"/>.</summary>
    /// <exception cref="ArgumentException">Not exactly one of connection string and endpoint is given.</exception>
    public static IServiceCollection AddAzureTables(this IServiceCollection services, AzureTablesOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        var account = Open(options);
        return services.AddSingleton<ITableStore>(provider =>
            new AzureTableStore(account, options.Prefix, provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>A client that tries again as the options say.</summary>
    internal static TableServiceClient Open(AzureTablesOptions options)
    {
        var client = new TableClientOptions
        {
            Retry =
            {
                Mode = RetryMode.Exponential,
                MaxRetries = options.Retries,
                Delay = options.FirstWait,
                MaxDelay = options.LongestWait,
                NetworkTimeout = options.Timeout,
            },
        };
        client.AddPolicy(TableMetrics.Policy, HttpPipelinePosition.PerRetry);
        return options switch
        {
            { ConnectionString: { } text, Endpoint: null } => new TableServiceClient(text, client),
            { ConnectionString: null, Endpoint: { } endpoint } => new TableServiceClient(endpoint, Identity(options.ClientId), client),
            _ => throw new ArgumentException("Give a connection string or an endpoint, not both and not neither.", nameof(options)),
        };
    }

    private static DefaultAzureCredential Identity(string? clientId) =>
        new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId });
}
