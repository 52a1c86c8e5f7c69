using System.Diagnostics;
using System.Text;
using PmoFlow.Embedded.Engine;
using PmoFlow.Platform.Operations;

namespace PmoFlow.Embedded.Operations;

/// <summary>A history in words.</summary>
internal static class HistoryWords
{
    /// <param name="record">Whose.</param>
    /// <param name="now">When it is read; the time of the last line where what comes first of it is damaged.</param>
    public static IReadOnlyList<HistoryLine> Of(InstanceRecord record, DateTimeOffset now)
    {
        var lines = new List<HistoryLine>();
        var names = new Dictionary<int, string>();
        foreach (var row in record.History)
        {
            var episode = HistoryJson.ReadEpisode(row);
            foreach (var message in episode.In)
                lines.Add(Words(message, episode.At, names, record));
            foreach (var decision in episode.Out)
                lines.Add(Words(decision, episode.At, names));
        }
        if (record.Damage is { } damage)
            lines.Add(new(lines.Count > 0 ? lines[^1].At : now, $"From here on what is stored of it is damaged: {damage}", null, null));
        return lines;
    }

    private static HistoryLine Words(Incoming message, DateTimeOffset at, Dictionary<int, string> names, InstanceRecord record) => message switch
    {
        Incoming.Started => new(at, $"{record.Header.Name} started", null, Text(record.Input)),
        Incoming.Raised raised => new(at, $"Event {raised.Name}", null, Text(raised.Payload)),
        Incoming.Completed completed => new(at, $"{Name(names, completed.Task)} completed", completed.Task, Text(completed.Result)),
        Incoming.Failed failed => new(at, $"{Name(names, failed.Task)} failed: {failed.Failure.ErrorType}: {failed.Failure.Message}", failed.Task, null),
        Incoming.Fired fired => new(at, $"{Name(names, fired.Task)} fell due", fired.Task, null),
        _ => throw new UnreachableException(),
    };

    private static string Name(Dictionary<int, string> names, int task) => names.GetValueOrDefault(task, "Task");

    private static HistoryLine Words(Decision decision, DateTimeOffset at, Dictionary<int, string> names)
    {
        switch (decision)
        {
            case Decision.Activity activity:
                names[activity.Task] = activity.Name;
                return new(at, $"{activity.Name} asked for", activity.Task, null);
            case Decision.Retry retry:
                return new(at, $"{names.GetValueOrDefault(retry.Task)}: attempt {retry.Attempt} at {retry.At:u}", retry.Task, null);
            case Decision.Timer timer:
                names[timer.Task] = $"Timer for {timer.At:u}";
                return new(at, $"Timer set for {timer.At:u}", timer.Task, null);
            case Decision.Child child:
                names[child.Task] = $"{child.Name} '{child.InstanceId}'";
                return new(at, $"{child.Name} started as '{child.InstanceId}'", child.Task, null);
            case Decision.Send send:
                return new(at, $"Event {send.Name} sent to '{send.InstanceId}'", send.Task, null);
            case Decision.End end:
                return new(at, end.ContinuedAsNew ? "Went on as a new execution" : $"Ended: {end.Status}", null, null);
            default:
                throw new UnreachableException();
        }
    }

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
