using PmoFlow.Azure.Files;
using PmoFlow.Azure.Tests.Tables;
using PmoFlow.Contracts.Files;
using PmoFlow.Platform.Files;

namespace PmoFlow.Azure.Tests.Files;

public sealed class BlobFileContractTests(Azurite azurite) : FileContract
{
    // A container of its own, so that each test also is the first to write to it.
    protected override Task<IFileStore> Open() => Task.FromResult<IFileStore>(new BlobFileStore(AzureFilesRegistration.Open(azurite.FileOptions(Fresh()))));
}
