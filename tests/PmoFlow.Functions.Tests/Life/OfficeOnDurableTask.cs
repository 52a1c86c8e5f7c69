using DurableTask.AzureStorage;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PmoFlow.Azure.Files;
using PmoFlow.Azure.Tables;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Functions.Tests.Life;

/// <summary>Stands the offices of the request-life suite, which this assembly compiles anew, on Durable Task.</summary>
internal static class OfficeOnDurableTask
{
    public static void Prepare(AzuriteStorage storage) => TestOffice.Instead = (services, _) =>
    {
        if (TestContext.Current.TestClass?.TestClassName == typeof(RequestLifeOnAzureStorage).FullName)
            AddStorage(services, storage);
        else
            services.AddSingleton(new BackEnd(() => Task.CompletedTask, new InMemoryOrchestrationService(), TimeSpan.FromMilliseconds(500)));
        services.AddSingleton<DurableTaskOffice>().AddSingleton<IHostedService>(provider => provider.GetRequiredService<DurableTaskOffice>());
        services.AddSingleton(provider => (FakeTimeProvider)provider.GetRequiredService<TimeProvider>());
        services.AddSingleton<IOrchestrationClient>(provider => provider.GetRequiredService<DurableTaskOffice>().Client);
        services.AddSingleton<TestOffice.Rest>(provider => provider.GetRequiredService<DurableTaskOffice>().Quiet);
    };

    private static void AddStorage(IServiceCollection services, AzuriteStorage storage)
    {
        var hub = storage.NewTaskHub();
        var service = new AzureStorageOrchestrationService(hub);
        services.AddSingleton(new BackEnd(service.CreateAsync, service, TimeSpan.FromSeconds(2)));
        services.AddAzureTables(new AzureTablesOptions { ConnectionString = storage.ConnectionString, Prefix = hub.TaskHubName });
        services.AddAzureFiles(new AzureFilesOptions { ConnectionString = storage.ConnectionString, Container = hub.TaskHubName });
    }
}
