using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>A client that outlives the server: what got no answer is asked again once the server is back.</summary>
internal sealed class PatientClient(HostProcess host, OfficeApi api)
{
    private const int MostTries = 60;

    private int lost;

    /// <summary>How many answers never came.</summary>
    public int Lost => Volatile.Read(ref lost);

    public async Task<Answer> Ask(Func<OfficeApi, Task<Answer>> question)
    {
        for (var tries = 1; ; tries++)
        {
            await host.Up;
            try
            {
                return await question(api);
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException && tries < MostTries)
            {
                Interlocked.Increment(ref lost);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    public async Task<RequestState> Request(string id) =>
        (await Ask(api => api.Get($"/api/v1/requests/{id}", People.Analyst))).Expect(200).Read<RequestState>();

    public async Task<IReadOnlyList<Message>> Messages(string to) =>
        (await Ask(api => api.Get($"/api/v1/dev/messages?to={Uri.EscapeDataString(to)}"))).Expect(200).Read<List<Message>>();
}
