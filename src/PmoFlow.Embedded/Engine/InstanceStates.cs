using System.Text.Json;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>Reads where instances stand.</summary>
internal static class InstanceStates
{
    private const string Columns =
        "SELECT i.id, i.name, i.status, i.suspended, i.created, i.updated, i.custom, p.body, i.output, i.failure, p.seal, i.instance, i.custom_seal, i.end_seal FROM instances i JOIN inputs p ON p.instance=i.instance";

    public static OrchestrationState? Find(Connection connection, string id)
    {
        var row = connection.Prepare($"{Columns} WHERE i.id=?").Bind(id);
        if (!row.Next())
            return null;
        var state = Read(row);
        row.Reset();
        return state;
    }

    public static OrchestrationPage List(Connection connection, OrchestrationQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.PageSize, Math.Clamp(query.PageSize, 1, 1000), nameof(query));
        var prefix = query.IdPrefix ?? "";
        var rows = connection.Prepare($"""
            {Columns} WHERE i.id>?1 AND i.id>=?2 AND i.id<?3 AND (?4 IS NULL OR i.name=?4)
                AND (?5=-1 OR CASE WHEN i.suspended=1 AND i.status<3 THEN 2 ELSE i.status END=?5)
            ORDER BY i.id LIMIT ?6
            """).Bind(query.Cursor ?? "").Bind(prefix).Bind(prefix + "\uffff\uffff").Bind(query.Name)
            .Bind(query.Status is { } status ? (int)status : -1).Bind(query.PageSize + 1);
        var page = new List<OrchestrationState>();
        while (rows.Next())
            page.Add(Read(rows));
        if (page.Count <= query.PageSize)
            return new OrchestrationPage(page, null);
        page.RemoveAt(query.PageSize);
        return new OrchestrationPage(page, page[^1].InstanceId);
    }

    private static OrchestrationState Read(Statement row)
    {
        var status = (OrchestrationStatus)row.Int(2);
        if (row.Int(3) != 0 && status < OrchestrationStatus.Quarantined)
            status = OrchestrationStatus.Suspended;
        var number = row.Long(11);
        var damaged = new List<string>();
        var input = Sound(row.Blob(7), 10, "input");
        var custom = Sound(row.BlobOrNull(6), 12, "custom status");
        var output = Sound(row.BlobOrNull(8), 13, "output");
        // An end has one of the two, and one seal.
        var failure = row.IsNull(8) ? Sound(row.BlobOrNull(9), 13, "failure") : null;
        return new OrchestrationState(row.Text(0), row.Text(1), status, Time(row.Long(4)), Time(row.Long(5)),
            Json(custom), Json(input), Json(output), failure is null ? null : HistoryJson.ReadFailure(failure))
        {
            Damage = damaged.Count == 0 ? null : string.Join(", ", damaged),
        };

        // One instance that is damaged must not hide all others of a list, nor itself.
        byte[]? Sound(byte[]? body, int seal, string what)
        {
            if (body is null || Seal.Holds(body, row.Long(seal), number))
                return body;
            damaged.Add(what);
            return null;
        }
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static JsonElement? Json(byte[]? body) => body is null ? null : JsonElement.Parse(body);
}
