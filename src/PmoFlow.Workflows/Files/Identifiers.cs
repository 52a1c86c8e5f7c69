using System.Text.RegularExpressions;

namespace PmoFlow.Workflows.Files;

/// <summary>Names that go into keys, links and programs.</summary>
internal static partial class Identifiers
{
    public const string Fix = "begin with a small letter, then at most 39 letters, digits and hyphens";

    public static bool IsValid(string text) => Pattern().IsMatch(text);

    [GeneratedRegex(@"\A[a-z][A-Za-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
