using System.Globalization;

namespace PmoFlow.Domain;

/// <summary>Numbers with what they count.</summary>
public static class Plural
{
    /// <summary><c>1 month</c>, <c>1,204 months</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="singular">One of them.</param>
    /// <param name="plural">Several; null where an s does.</param>
    public static string Of(int count, string singular, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count is 1 or -1 ? singular : plural ?? singular + "s")}");

    /// <summary>What stands beside a number, for one of it: <c>needs that come too late</c> becomes <c>need that comes too late</c>.</summary>
    public static string One(string several) => string.Join(' ', (several ?? "").Split(' ').Select(word => Ones.GetValueOrDefault(word, word)));

    private static readonly Dictionary<string, string> Ones = new()
    {
        ["requests"] = "request", ["projects"] = "project", ["checks"] = "check", ["reports"] = "report", ["actions"] = "action", ["milestones"] = "milestone",
        ["needs"] = "need", ["come"] = "comes", ["risks"] = "risk", ["and"] = "or", ["issues"] = "issue", ["benefits"] = "benefit",
    };
}
