using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Where programs are. Which projects are in one is written on the projects; the lists here follow them.</summary>
public static class ProgramTables
{
    /// <summary>Partition: program. Row: <see cref="OfficeTables.RecordRow"/>.</summary>
    public static readonly TableReference<ProgramRecord> Programs = new("programs", DeliveryJson.Default.ProgramRecord);

    /// <summary>Partition: program. Row: <see cref="OfficeTables.TimelineRow"/>.</summary>
    public static readonly TableReference<TimelineEntry> Timeline = new("programs", OfficeJson.Default.TimelineEntry);

    /// <summary>Partition: <see cref="OfficeTables.All"/>. Row: program.</summary>
    public static readonly TableReference<ProgramRecord> Rows = new("programrows", DeliveryJson.Default.ProgramRecord);

    /// <summary>The partition of <see cref="OfficeTables.ProjectRows"/> with every project that is or was in a program.</summary>
    public static string Members(ProgramId program) => $"program/{program}";

    /// <summary>Under which a program's summary is kept, beside those of units: of what is in it now, and as it was on each day.</summary>
    public static UnitId Summary(ProgramId program) => new($"program/{program}");

    /// <summary>
    /// The number of a program that begins under that name: the same for the same name, so that whoever makes it twice makes it once.
    /// </summary>
    /// <param name="name">As it was given.</param>
    /// <param name="number">From 1; more where another one began under that name and has another by now.</param>
    public static ProgramId IdOf(string name, int number)
    {
        var words = string.Join(' ', CellText.Words(name));
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(words.Length == 0 ? name : words)))[..8];
        return new(number == 1 ? $"PG-{hash}" : FormattableString.Invariant($"PG-{hash}-{number}"));
    }

    /// <summary>Whether people take two names for the same: case, punctuation and accents do not count.</summary>
    public static bool IsSame(string name, string other) => CellText.Words(name).SequenceEqual(CellText.Words(other));
}
