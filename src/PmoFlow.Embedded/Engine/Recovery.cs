using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>What a start finds in the file.</summary>
internal static class Recovery
{
    private const string Messages =
        "SELECT b.instance, b.seq, b.execution, b.body, b.seal, i.name FROM inbox b JOIN instances i ON i.instance=b.instance";

    /// <summary>True where the last two starts ended before all that they found had been gone through: something may have ended them.</summary>
    public static bool BeginStart(WriteTransaction transaction)
    {
        transaction.Prepare("UPDATE sequence SET value=value+1 WHERE name='unfinished starts'").Run();
        return transaction.Prepare("SELECT value FROM sequence WHERE name='unfinished starts'").Scalar() > 2;
    }

    public static bool EndStart(WriteTransaction transaction) =>
        transaction.Prepare("UPDATE sequence SET value=0 WHERE name='unfinished starts'").Run() > 0;

    /// <summary>Instances that can go on, with what waits for them, in order.</summary>
    /// <remarks>One whose message is damaged is quarantined; the others must not wait for it.</remarks>
    public static List<(long Instance, Delivery Delivery)> Inbox(WriteTransaction transaction, DateTimeOffset now) =>
        Take(transaction, transaction.Prepare($"{Messages} WHERE i.suspended=0 AND i.status<3 ORDER BY b.instance, b.seq"), now).Sound;

    /// <summary>What waits for one instance, in order; null where a message of it is damaged, and then it is quarantined.</summary>
    public static List<Delivery>? InboxOf(WriteTransaction transaction, long instance, DateTimeOffset now)
    {
        var (sound, someDamaged) = Take(transaction, transaction.Prepare($"{Messages} WHERE b.instance=? ORDER BY b.seq").Bind(instance), now);
        return someDamaged ? null : sound.ConvertAll(message => message.Delivery);
    }

    /// <summary>Activities that were ready or running, oldest first.</summary>
    public static List<WorkKey> Work(WriteTransaction transaction)
    {
        var rows = transaction.Prepare("SELECT instance, execution, task FROM work WHERE state=0 ORDER BY scheduled");
        var list = new List<WorkKey>();
        while (rows.Next())
            list.Add(new WorkKey(rows.Long(0), rows.Int(1), rows.Int(2)));
        return list;
    }

    private static (List<(long Instance, Delivery Delivery)> Sound, bool SomeDamaged) Take(WriteTransaction transaction, Statement rows, DateTimeOffset now)
    {
        var list = new List<(long Instance, Delivery Delivery)>();
        var damaged = new Dictionary<long, string>();
        while (rows.Next())
        {
            try
            {
                list.Add((rows.Long(0), Read(rows)));
            }
            catch (StorageException e) when (e.IsCorruption)
            {
                damaged[rows.Long(0)] = rows.Text(5);
            }
        }
        // To go on without that message would be to lose what somebody was told is kept.
        foreach (var (instance, name) in damaged)
            EngineRows.Quarantine(transaction, instance, now, new TaskFailure(name, "PmoFlow.Defect",
                "A message that waits for it is damaged. It can be terminated or restarted; resumed it cannot be without that message."));
        list.RemoveAll(entry => damaged.ContainsKey(entry.Instance));
        return (list, damaged.Count > 0);
    }

    // A message from columns 0 to 4: instance, number, execution, body, seal.
    private static Delivery Read(Statement row) =>
        new(HistoryJson.ReadIncoming(Seal.Check(row.Blob(3), row.Long(4), row.Long(0), row.Long(1))), row.Long(1), row.IsNull(2) ? null : row.Int(2));
}
