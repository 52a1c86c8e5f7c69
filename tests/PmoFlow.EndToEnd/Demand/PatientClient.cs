using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>A client that outlives the server: what got no answer is asked again once the server is back.</summary>
internal sealed class PatientClient(HostProcess host, OfficeApi api)
{
    private const int MostTries = 60;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

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
                var answer = await question(api);
                if (!GaveUp(answer) || tries == MostTries)
                    return answer;
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException && tries < MostTries)
            {
                // As good as no answer, which is asked for again.
            }
            Interlocked.Increment(ref lost);
            await Task.Delay(Moment, TimeProvider.System);
        }
    }

    /// <summary>Another host stands between its worker and the world, and answers in its place when that one takes too long.</summary>
    private static bool GaveUp(Answer answer) => !HostLaunch.IsHost && answer.Status >= 500;

    public async Task<RequestState> Request(string id) =>
        (await Ask(api => api.Get($"/api/v1/requests/{id}", People.Analyst))).Expect(200).Read<RequestState>();

    public async Task<IReadOnlyList<Message>> Messages(string to) =>
        (await Ask(api => api.Get($"/api/v1/dev/messages?to={Uri.EscapeDataString(to)}"))).Expect(200).Read<List<Message>>();
}
