using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>A form that somebody has begun to fill in.</summary>
/// <param name="Lifecycle">Whose form; null for the office's first.</param>
/// <param name="Fields">What was typed, by the form's own names, unchecked.</param>
/// <param name="SavedAt">UTC.</param>
/// <param name="Until">From then on it is gone, UTC.</param>
public sealed record RequestDraft(string? Lifecycle, IReadOnlyDictionary<string, string> Fields, DateTimeOffset SavedAt, DateTimeOffset Until);

/// <summary>That a draft is to be gone on a day.</summary>
/// <param name="Hash">Of its token.</param>
public sealed record DraftEnd(string Hash);

/// <summary>
/// Keeps forms that are begun, for who has the link: 256 random bits, stored only as their hash. A draft is nobody's request: no number,
/// no mail, seen by nobody of the office, and gone after thirty days.
/// </summary>
public sealed class DraftDesk(ITableStore tables, TimeProvider clock)
{
    /// <summary>How long a draft is kept after it was last saved.</summary>
    public const int Days = 30;

    /// <summary>The most characters in all its fields: what a form takes.</summary>
    public const int MostCharacters = 200_000;

    private const int SweptAtOnce = 20;

    /// <summary>Saves a draft under its token; under a new one where it has none, or one that is not known (any more).</summary>
    public async Task<Outcome<string>> Save(string? token, string? lifecycle, IReadOnlyDictionary<string, string> fields, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (fields.Sum(field => (long)field.Key.Length + field.Value.Length) > MostCharacters)
            return new Refusal.Invalid([new FieldError("description", "This is too long to be kept. Shorten it.")]);
        var now = clock.GetUtcNow();
        if (token is null || await Find(token, cancellation) is null)
            token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var until = now.AddDays(Days);
        await tables.Upsert(OfficeTables.Drafts, KeyOf(token), new RequestDraft(lifecycle, fields, now, until), cancellation);
        await tables.Upsert(OfficeTables.DraftEnds, new("ends", $"{until.UtcTicks:D19}|{Hash(token)}"), new DraftEnd(Hash(token)), cancellation);
        await Sweep(now, cancellation);
        return token;
    }

    /// <summary>What a token opens; null where there is no such draft (any more).</summary>
    public async Task<RequestDraft?> Find(string token, CancellationToken cancellation = default) =>
        token is { Length: 43 } && (await tables.Find(OfficeTables.Drafts, KeyOf(token), cancellation))?.Document is { } draft
            && draft.Until > clock.GetUtcNow() ? draft : null;

    /// <summary>Forgets a draft: it was sent.</summary>
    public Task Forget(string token, CancellationToken cancellation = default) =>
        token is { Length: 43 } ? tables.Delete(OfficeTables.Drafts, KeyOf(token), cancellation) : Task.CompletedTask;

    /// <summary>Whoever saves a draft takes away a few whose time has passed, so that none is kept longer than promised for long.</summary>
    private async Task Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        var past = await tables.Scan(OfficeTables.DraftEnds, "ends", new RowRange(null, now.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)), cancellation)
            .Take(SweptAtOnce).ToListAsync(cancellation);
        foreach (var end in past)
        {
            var key = new TableKey(end.Document.Hash[..2], end.Document.Hash);
            if ((await tables.Find(OfficeTables.Drafts, key, cancellation))?.Document.Until <= now)
                await tables.Delete(OfficeTables.Drafts, key, cancellation);
            await tables.Delete(OfficeTables.DraftEnds, end.Key, cancellation);
        }
    }

    private static TableKey KeyOf(string token) => new(Hash(token)[..2], Hash(token));

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
