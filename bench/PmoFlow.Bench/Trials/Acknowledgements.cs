using System.Globalization;
using PmoFlow.Embedded;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Bench.Trials;

/// <summary>What the program promised, as written down outside of it, held against what is there.</summary>
internal sealed class Acknowledgements(string text)
{
    private const int Corrupt = 11;

    // A last line without its end was not given.
    private readonly string[][] lines = [.. text[..(text.LastIndexOf('\n') + 1)]
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];

    public int Count => lines.Length;

    private IEnumerable<string> Started => lines.Where(line => line[0] == "started").Select(line => line[1]);

    /// <summary>Nothing that was acknowledged is missing. Reads only.</summary>
    public void CheckPresent(EmbeddedPlatform platform)
    {
        foreach (var line in lines)
        {
            var id = line[1];
            switch (line[0])
            {
                case "started":
                    _ = State(platform, id);
                    break;
                case "stored" when platform.Tables.Find(RequestLoad.Documents, new TableKey("all", id)).Result is null:
                    throw new Violation($"The document {id} was acknowledged and is gone.");
                case "ended" when State(platform, id) is { HasEnded: false }:
                    throw new Violation($"{id} had ended and has not any more.");
            }
        }
    }

    /// <summary>Lets everything run to its end, decides what nobody had decided, and checks the outcome of each.</summary>
    public async Task CheckOutcome(EmbeddedPlatform platform)
    {
        foreach (var id in Started)
            await platform.Client.RaiseEvent(id, RequestLoad.Decided, 99);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var first = lines.Where(line => line[0] == "decided" && line[2] == "1").Select(line => line[1]).ToHashSet();
        var seen = lines.Where(line => line[0] == "ended").ToDictionary(line => line[1], line => line[2]);
        foreach (var id in Started)
        {
            var end = await platform.Client.WaitForEnd(id, patience.Token);
            if (end.Status != OrchestrationStatus.Completed)
                throw new Violation($"{id} is {end.Status}: {end.Failure}");
            var decision = int.Parse($"{end.Output}", CultureInfo.InvariantCulture);
            if ((first.Contains(id) && decision != 1) || decision is not (1 or 99))
                throw new Violation($"{id} ended with decision {decision}; the first was {(first.Contains(id) ? "1" : "not acknowledged")}.");
            if (seen.TryGetValue(id, out var before) && before != $"{end.Output}")
                throw new Violation($"{id} ended with {before} and now with {end.Output}.");
            var effects = await platform.Tables.Scan(RequestLoad.Effects, id).CountAsync();
            if (effects != 3)
                throw new Violation($"{id} had {effects} effects instead of 3.");
        }
        await platform.WhenIdle();
        Checker.Check(platform, RequestLoad.Catalog());
    }

    private static OrchestrationState State(EmbeddedPlatform platform, string id)
    {
        var state = platform.Client.Get(id).Result ?? throw new Violation($"{id} was acknowledged and is gone.");
        return state.Damage is { } damage ? throw new StorageException(Corrupt, $"The {damage} of {id} is damaged.") : state;
    }
}
