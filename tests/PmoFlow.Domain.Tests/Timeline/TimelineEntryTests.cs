using System.Text.Json;
using FsCheck.Xunit;
using PmoFlow.Domain.Timeline;
using Xunit;

namespace PmoFlow.Domain.Tests.Timeline;

public sealed class TimelineEntryTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 500)]
    public void a_chain_as_it_was_written_is_whole(byte length) => Assert.Null(TimelineEntry.FirstBreak(Chain(1 + (length % 20))));

    [Property(MaxTest = 2_000)]
    public void any_edit_shows_where_it_was_made(byte length, byte which, byte what)
    {
        var chain = Chain(1 + (length % 20));
        var index = which % chain.Count;
        var entry = chain[index];
        chain[index] = (what % 8) switch
        {
            0 => entry with { At = entry.At.AddTicks(1) },
            1 => entry with { Kind = entry.Kind + "x" },
            2 => entry with { Actor = "mallory@example.org" },
            3 => entry with { Summary = entry.Summary + " " },
            4 => entry with { Details = new Dictionary<string, string>(entry.Details) { ["more"] = "" } },
            5 => entry with { Details = entry.Details.Skip(1).ToDictionary() },
            6 => entry with { Sequence = entry.Sequence + 1 },
            _ => entry with { Details = entry.Details.ToDictionary(d => d.Key, d => d.Value + "0") },
        };

        Assert.Equal(index + 1, TimelineEntry.FirstBreak(chain));
    }

    [Property(MaxTest = 500)]
    public void an_edit_with_a_new_hash_shows_at_the_next_entry(byte length, byte which)
    {
        var chain = Chain(2 + (length % 20));
        var index = which % (chain.Count - 1);
        var forged = chain[index] with { Summary = "Nothing happened." };
        chain[index] = forged with { Hash = forged.ComputeHash() };

        Assert.Equal(index + 2, TimelineEntry.FirstBreak(chain));
    }

    [Property(MaxTest = 500)]
    public void a_gap_or_an_exchange_shows(byte length, byte which)
    {
        var gap = Chain(2 + (length % 20));
        var index = which % (gap.Count - 1);
        var exchanged = new List<TimelineEntry>(gap);
        gap.RemoveAt(index);
        (exchanged[index], exchanged[index + 1]) = (exchanged[index + 1], exchanged[index]);

        Assert.Equal(index + 1, TimelineEntry.FirstBreak(gap));
        Assert.Equal(index + 1, TimelineEntry.FirstBreak(exchanged));
    }

    [Fact]
    public void neighbouring_parts_cannot_flow_into_each_other()
    {
        var one = TimelineEntry.Next(0, "", Begin, new("ab", "c", "Said."));
        var other = TimelineEntry.Next(0, "", Begin, new("a", "bc", "Said."));

        Assert.NotEqual(one.Hash, other.Hash);
        Assert.NotEqual(
            TimelineEntry.Next(0, "", Begin, new("a", "b", "", new Dictionary<string, string> { ["x"] = "1\n1:y" })).Hash,
            TimelineEntry.Next(0, "", Begin, new("a", "b", "", new Dictionary<string, string> { ["x"] = "1", ["y"] = "" })).Hash);
    }

    [Fact]
    public void the_order_in_which_a_store_returns_details_makes_no_difference()
    {
        var entry = Chain(1)[0];

        Assert.Equal(entry.Hash, (entry with { Details = entry.Details.Reverse().ToDictionary() }).ComputeHash());
        Assert.Equal(entry.Hash, (entry with { At = entry.At.ToOffset(TimeSpan.FromHours(5)) }).ComputeHash());
    }

    [Property(MaxTest = 500)]
    public void what_was_stored_as_json_still_verifies(string? actor, string? summary, string? detail)
    {
        var entry = TimelineEntry.Next(0, "", Begin, new(
            "said", actor ?? "", summary ?? "", new Dictionary<string, string> { ["detail"] = detail ?? "" }));

        var read = JsonSerializer.Deserialize<TimelineEntry>(JsonSerializer.Serialize(entry))!;

        Assert.Null(TimelineEntry.FirstBreak([read]));
    }

    [Fact]
    public void hashes_are_the_same_for_ever()
    {
        // Timelines are kept for years: whoever changes what goes into a hash breaks every one of them.
        var first = TimelineEntry.Next(0, "", Begin, new("submitted", "kim@example.org", "Kim asked: Łódź", new Dictionary<string, string>
        {
            ["b"] = "2", ["a"] = "1",
        }));
        var second = TimelineEntry.Next(1, first.Hash, Begin.AddMinutes(1), new("qualified", TimelineEntry.Office, "Good."));

        Assert.Equal("c7742cfc4a18bce726d5c1b9a923032506ea34cb186084f49077a1b5118a8e80", first.Hash);
        Assert.Equal("a411a6b5e1d722342fe85838b9cb39e799356e52931747782f475d47b2c6db72", second.Hash);
    }

    [Fact]
    public void place_and_names_of_details_count()
    {
        var entry = Chain(2)[1];

        Assert.NotEqual(entry.Hash, (entry with { PreviousHash = "" }).ComputeHash());
        Assert.NotEqual(entry.Hash, (entry with { Sequence = 3 }).ComputeHash());
        Assert.NotEqual(entry.Hash, (entry with { Details = entry.Details.ToDictionary(d => d.Key + "s", d => d.Value) }).ComputeHash());
    }

    [Fact]
    public void an_empty_timeline_is_whole() => Assert.Null(TimelineEntry.FirstBreak([]));

    private static List<TimelineEntry> Chain(int length)
    {
        var (chain, sequence, hash) = (new List<TimelineEntry>(), 0, "");
        for (var i = 0; i < length; i++)
        {
            var details = new Dictionary<string, string> { ["visit"] = $"{i}", ["note"] = "Wójcik said yes" };
            chain.Add(TimelineEntry.Next(sequence, hash, Begin.AddHours(i), new($"step{i}", "kim@example.org", $"Step {i} was taken.", details)));
            (sequence, hash) = (chain[^1].Sequence, chain[^1].Hash);
        }
        return chain;
    }
}
