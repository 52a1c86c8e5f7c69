using DurableTask.AzureStorage;
using DurableTask.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PmoFlow.Functions.Tests;

/// <summary>A Durable Task worker and client in this process, over gRPC, on any back end.</summary>
internal sealed class DurableTaskHost : IAsyncDisposable
{
    private readonly WebApplication sidecar;
    private readonly GrpcChannel channel;
    private readonly IHost worker;
    private readonly IOrchestrationService service;

    private DurableTaskHost(WebApplication sidecar, GrpcChannel channel, IHost worker, IOrchestrationService service) =>
        (this.sidecar, this.channel, this.worker, this.service) = (sidecar, channel, worker, service);

    public DurableTaskClient Client => worker.Services.GetRequiredService<DurableTaskClient>();

    /// <param name="service">The back end; it is its own client as well.</param>
    /// <param name="registry">Names what runs.</param>
    public static async Task<DurableTaskHost> Start(IOrchestrationService service, Action<DurableTaskRegistry> registry)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(PlainEvents.Around(service)).AddSingleton((IOrchestrationServiceClient)service).AddSingleton<TaskHubGrpcServer>();
        var sidecar = builder.Build();
        sidecar.MapGrpcService<TaskHubGrpcServer>();
        await sidecar.StartAsync();

        var address = sidecar.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        var worker = new HostBuilder().ConfigureServices(services =>
        {
            services.AddDurableTaskWorker(tasks => tasks.UseGrpc(channel).AddTasks(registry));
            services.AddDurableTaskClient(client => client.UseGrpc(channel).RegisterDirectly());
        }).Build();
        await worker.StartAsync();
        return new DurableTaskHost(sidecar, channel, worker, service);
    }

    public async ValueTask DisposeAsync()
    {
        await worker.StopAsync();
        worker.Dispose();
        await channel.ShutdownAsync();
        channel.Dispose();
        await sidecar.StopAsync();
        await sidecar.DisposeAsync();
        // The test host waits up to an hour for what was under way in the worker, and meanwhile its back end goes on taking messages
        // away from its successor.
        if (service is AzureStorageOrchestrationService storage)
            await storage.StopAsync(isForced: true);
    }
}
