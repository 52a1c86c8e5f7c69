using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Organisation;

/// <summary>A token that has just been made, with its secret, which is in this answer and nowhere else.</summary>
public sealed record NewAccessToken(AccessToken Token, string Secret);

/// <summary>Makes, resolves and revokes the tokens of programs: 256 random bits, kept only as their SHA-256.</summary>
public sealed class AccessTokens(ITableStore tables, TimeProvider clock)
{
    /// <summary>What every secret begins with, so that scanners of source code recognise one that was left there.</summary>
    public const string Prefix = "pmoflow_";

    /// <summary>The most tokens of one person.</summary>
    public const int Most = 20;

    /// <summary>The longest name.</summary>
    public const int LongestName = 100;

    /// <summary>For how many days a token may be made.</summary>
    public static readonly IReadOnlyList<int> Days = [30, 90, 365];

    private const string Partition = "tokens";
    private const int SecretLength = 43;
    private static readonly TimeSpan Grain = TimeSpan.FromHours(1);

    /// <summary>A new token for somebody, or what is wrong with what was asked.</summary>
    public async Task<Outcome<NewAccessToken>> Make(Person person, string? name, int days, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        var errors = new List<FieldError>();
        var text = name?.Trim() ?? "";
        if (text.Length is 0 or > LongestName)
            errors.Add(new("name", $"Say in up to {LongestName} characters what it is for."));
        if (!Days.Contains(days))
            errors.Add(new("days", "Choose how long it is good."));
        if ((await Of(person.Email, cancellation)).Count >= Most)
            errors.Add(new("name", $"You have {Most} tokens already. Revoke one first."));
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        var token = new AccessToken($"T-{Guid.NewGuid():N}"[..12], Person.Normalise(person.Email), text, now, now.AddDays(days));
        await tables.Upsert(OfficeTables.AccessTokens, KeyOf(secret), token, cancellation);
        return new NewAccessToken(token, secret);
    }

    /// <summary>The token with that secret; null where there is none, it was revoked, or its time is over.</summary>
    public async Task<AccessToken?> Find(string? secret, CancellationToken cancellation = default)
    {
        if (secret?.Length != Prefix.Length + SecretLength || !secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var key = KeyOf(secret);
        var now = clock.GetUtcNow();
        if ((await tables.Find(OfficeTables.AccessTokens, key, cancellation))?.Document is not { } token || token.Expires <= now)
            return null;
        // Not at each use, and never for one that was revoked meanwhile.
        if (token.UsedAt is null || now - token.UsedAt >= Grain)
            await Used(key, now, cancellation);
        return token;
    }

    /// <summary>Somebody's tokens, the newest first, those whose time is over among them.</summary>
    public async Task<IReadOnlyList<AccessToken>> Of(string email, CancellationToken cancellation = default) =>
        [.. (await All(cancellation)).Select(stored => stored.Document).Where(token => token.Person == Person.Normalise(email)).OrderByDescending(token => token.CreatedAt)];

    /// <summary>Takes one of somebody's tokens back; from now on it opens nothing.</summary>
    public async Task<Outcome<AccessToken>> Revoke(string email, string id, CancellationToken cancellation = default)
    {
        if ((await All(cancellation)).FirstOrDefault(stored => stored.Document.Id == id && stored.Document.Person == Person.Normalise(email)) is not { } found)
            return new Refusal.NotFound("You have no such token (any more).");
        await tables.Delete(OfficeTables.AccessTokens, found.Key, cancellation);
        return found.Document;
    }

    private async Task Used(TableKey key, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await tables.Find(OfficeTables.AccessTokens, key, cancellation) is { } stored)
        {
            // Whoever is first marks it; a conflict means that it has been marked or revoked.
            await tables.Write(new TableBatch(OfficeTables.AccessTokens.Table, key.Partition)
                .Replace(OfficeTables.AccessTokens, key.Row, stored.Document with { UsedAt = now }, stored.ETag), cancellation);
        }
    }

    private async Task<List<Stored<AccessToken>>> All(CancellationToken cancellation) =>
        await tables.Scan(OfficeTables.AccessTokens, Partition, cancellation: cancellation).ToListAsync(cancellation);

    private static TableKey KeyOf(string secret) => new(Partition, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))));
}
