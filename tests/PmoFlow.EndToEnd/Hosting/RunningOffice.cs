using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.Hosting;

/// <summary>One running program for the tests of a class.</summary>
public sealed class RunningOffice : IAsyncLifetime
{
    internal HostProcess Host { get; private set; } = null!;

    internal Uri Address => Host.Address;

    internal OfficeApi Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await HostProcess.Start();
        Api = new OfficeApi(Host.Address);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Host.DisposeAsync();
    }
}
