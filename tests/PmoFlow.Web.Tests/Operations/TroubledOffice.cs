using PmoFlow.Embedded;
using PmoFlow.Embedded.Operations;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Web.Tests.Office;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Lifecycles;
using SQLitePCL;
using Xunit;

namespace PmoFlow.Web.Tests.Operations;

/// <summary>An office whose program has two defects until they are mended: an activity that is missing, and an orchestration that cannot be replayed.</summary>
public sealed class TroubledOffice : TestOffice
{
    private static readonly OrchestrationReference<string, string> NeedsWork = new("NeedsWork");
    private static readonly OrchestrationReference<string, string> Strays = new("Strays");
    private static readonly TaskCompletionSource<string> Foreign = new();

    private bool mended;

    public async Task<string> Parked(string id)
    {
        await Services.GetRequiredService<IOrchestrationClient>().Start(NeedsWork, id, "done", TestContext.Current.CancellationToken);
        await Idle();
        return id;
    }

    public async Task<string> Quarantined(string id)
    {
        mended = false;
        await Services.GetRequiredService<IOrchestrationClient>().Start(Strays, id, "came back", TestContext.Current.CancellationToken);
        await Idle();
        return id;
    }

    /// <summary>What a disk may do: the input of that instance is not what was written any more.</summary>
    public void DamageInput(string id)
    {
        var file = Path.Combine(Services.GetRequiredService<EmbeddedPlatformOptions>().DataFolder, DataFile.Name);
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(file, out var database));
        using (database)
        {
            _ = raw.sqlite3_busy_timeout(database, 10_000);
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, $"UPDATE inputs SET seal=seal+1 WHERE instance=(SELECT instance FROM instances WHERE id='{id}')"));
        }
    }

    /// <summary>What a deployment would bring: code that can be replayed.</summary>
    public void Mend() => mended = true;

    /// <summary>What a deployment would bring: the activity that an instance needs.</summary>
    public void Bring(string id) =>
        Services.GetRequiredService<OrchestrationCatalog>().Add(Missing(id), (_, _, text) => Task.FromResult(text));

    private static ActivityReference<string, string> Missing(string id) => new($"Missing-{id}");

    protected override void AddMore(IServiceCollection services) => services.AddSingleton(provider =>
        OfficeCatalog.Build(provider.GetRequiredService<LifecycleLibrary>())
            .Add(NeedsWork, async (context, input) => await context.CallActivity(Missing(context.InstanceId), input))
            .Add(Strays, async (_, input) => mended ? input : await Foreign.Task));
}
