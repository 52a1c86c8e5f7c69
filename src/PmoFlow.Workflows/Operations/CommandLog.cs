using System.Security.Cryptography;
using System.Text;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Operations;

/// <summary>The record of what administrators did. It is never purged.</summary>
public sealed class CommandLog(ITableStore tables)
{
    /// <summary>All of it, newest first.</summary>
    public Task<Page<CommandRecord>> List(string? cursor, int pageSize, CancellationToken cancellation = default) =>
        tables.Page(OfficeTables.Commands, OfficeTables.All, cursor, pageSize, static _ => true, cancellation);

    /// <summary>What was done to one instance, newest first.</summary>
    public Task<Page<CommandRecord>> About(string instance, CancellationToken cancellation = default) =>
        tables.Page(OfficeTables.Commands, PartitionOf(instance), null, 100, static _ => true, cancellation);

    /// <summary>Writes it down, or what came of it over what was written before under that key.</summary>
    internal async Task Keep(string key, CommandRecord command, CancellationToken cancellation)
    {
        await tables.Upsert(OfficeTables.Commands, new(OfficeTables.All, key), command, cancellation);
        if (command.Instance is { } instance)
            await tables.Upsert(OfficeTables.Commands, new(PartitionOf(instance), key), command, cancellation);
    }

    // An id may be as long as a key may be, and so too long behind a prefix.
    private static string PartitionOf(string instance) =>
        instance.Length <= 128 ? $"instance/{instance}" : $"instance/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instance)))}";
}
