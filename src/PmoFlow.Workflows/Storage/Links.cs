using System.Buffers.Text;
using System.Security.Cryptography;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Storage;

/// <summary>Issues and resolves the links in mails: 256 random bits, kept only as their SHA-256.</summary>
public sealed class Links(ITableStore tables)
{
    // Thirty-two letters, five bits each: 52 of them hold 260 bits.
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";
    private const int LetterCount = 52;

    /// <summary>A new token for that link. Each call gives another; all of them stay good.</summary>
    public async Task<string> Issue(LinkRecord link, CancellationToken cancellation = default)
    {
        var (token, write) = Prepare(link);
        await tables.Write(write, cancellation);
        return token;
    }

    /// <summary>A new token, which is good once what comes with it is written.</summary>
    public static (string Token, TableBatch Write) Prepare(LinkRecord link)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var key = KeyOf(token);
        return (token, new TableBatch(OfficeTables.Links.Table, key.Partition).Upsert(OfficeTables.Links, key.Row, link));
    }

    /// <summary>A new token of 52 small letters and digits, for where capitals get lost; as many random bits.</summary>
    public async Task<string> IssueLetters(LinkRecord link, CancellationToken cancellation = default)
    {
        var token = RandomNumberGenerator.GetString(Letters, LetterCount);
        await tables.Upsert(OfficeTables.Links, KeyOf(token), link, cancellation);
        return token;
    }

    /// <summary>What a token of <see cref="IssueLetters"/> opens, however it is capitalised, or null where nobody was given it.</summary>
    public async Task<LinkRecord?> FindLetters(string token, LinkKind kind, CancellationToken cancellation = default)
    {
        if (token is not { Length: LetterCount })
            return null;
        var link = (await tables.Find(OfficeTables.Links, KeyOf(Person.Normalise(token)), cancellation))?.Document;
        return link?.Kind == kind ? link : null;
    }

    /// <summary>What a token opens, or null where nobody was given it.</summary>
    public async Task<LinkRecord?> Find(string token, LinkKind kind, CancellationToken cancellation = default)
    {
        if (token is not { Length: 43 })
            return null;
        var link = (await tables.Find(OfficeTables.Links, KeyOf(token), cancellation))?.Document;
        return link?.Kind == kind ? link : null;
    }

    private static TableKey KeyOf(string token)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(token)));
        return new(hash[..2], hash);
    }
}
