using SQLitePCL;

namespace PmoFlow.Embedded.Storage;

/// <summary>Reads a whole file and holds it to what was written: SQLite its structure, the seals what is in it.</summary>
internal static class Soundness
{
    // Each with its body, its seal, and the place that the seal was made for.
    private static readonly string[] Sealed =
    [
        "SELECT body, seal, etag, 0 FROM documents", "SELECT body, seal, instance, 0 FROM inputs", "SELECT body, seal, instance, episode FROM history",
        "SELECT body, seal, instance, seq FROM inbox", "SELECT input, seal, instance, task FROM work",
        "SELECT custom, custom_seal, instance, 0 FROM instances WHERE custom IS NOT NULL",
        "SELECT coalesce(output, failure) AS said, end_seal, instance, 0 FROM instances WHERE said IS NOT NULL",
    ];

    /// <exception cref="StorageException">It is damaged.</exception>
    public static void Check(Connection connection)
    {
        if (connection.Read("PRAGMA integrity_check(1)") is not "ok" and var finding)
            throw new StorageException(raw.SQLITE_CORRUPT, finding ?? "no answer");
        foreach (var query in Sealed)
        {
            var rows = connection.Prepare(query);
            while (rows.Next())
                Seal.Check(rows.Blob(0), rows.Long(1), rows.Long(2), rows.Long(3));
        }
    }
}
