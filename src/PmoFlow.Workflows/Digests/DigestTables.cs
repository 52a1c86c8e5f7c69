using PmoFlow.Domain;
using PmoFlow.Domain.Digests;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Digests;

/// <summary>Where subscriptions of weekly mails are.</summary>
internal static class DigestTables
{
    /// <summary>Partition: <see cref="All"/>. Row: <see cref="Row"/>, or <see cref="Starting"/> while nobody knows whether its orchestration runs.</summary>
    public static readonly TableReference<DigestSubscription> Subscriptions = new("digestsubscriptions", OfficeJson.Default.DigestSubscription);

    /// <summary>The partition of all of them, so that a subscription and the mark that it is to be started are one batch.</summary>
    public const string All = "all";

    /// <summary>Rows of those that are to be started.</summary>
    public static readonly RowRange AllStarting = RowRange.StartingWith("starting|");

    /// <summary>Somebody's rows.</summary>
    public static RowRange Of(string email) => RowRange.StartingWith($"for|{email}|");

    /// <summary>A subscription's row.</summary>
    public static string Row(string email, UnitId? unit) => $"for|{email}|{(unit ?? Board.Enterprise).Value}";

    /// <summary>The row that says that it is to be started.</summary>
    public static string Starting(string instance) => $"starting|{instance}";
}
