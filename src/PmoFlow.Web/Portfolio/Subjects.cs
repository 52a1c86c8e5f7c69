using PmoFlow.Domain.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>What contributes, in words and as a link.</summary>
internal static class Subjects
{
    public static string Number(string of) => of[(of.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public static string Kind(string of) => of[..of.IndexOf('/', StringComparison.Ordinal)];

    public static string Href(string of) => Kind(of) == "benefit" ? $"/projects/{Uri.EscapeDataString(Number(of).Split(':')[0])}/closure" : $"/{Kind(of)}s/{Uri.EscapeDataString(Number(of))}";

    public static string Late(Contribution contribution) => Kind(contribution.Of) switch
    {
        "request" => $"late in {contribution.Subject!.State}",
        "project" => "health check not answered",
        _ => "late action",
    };
}
