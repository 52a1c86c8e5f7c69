using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Contracts.Tables;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Embedded.Tests;

public sealed class EmbeddedTables : TableContract, IAsyncDisposable
{
    private EmbeddedWorld? world;

    public async ValueTask DisposeAsync()
    {
        if (world is not null)
            await world.DisposeAsync();
    }

    protected override async Task<ITableStore> Open() => (world ??= await EmbeddedWorld.Open(new Story())).Platform.Tables;
}
