using PmoFlow.Contracts.Tables;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Azure.Tests.Tables;

public sealed class AzureTableContractTests(Azurite azurite) : TableContract
{
    protected override Task<ITableStore> Open() => Task.FromResult(azurite.Open());
}
