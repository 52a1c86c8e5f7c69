using System.Globalization;
using System.Text.RegularExpressions;

namespace PmoFlow.Workflows.Workshop;

/// <summary>The few lines of a lifecycle file that the workshop writes itself; everything else is left as it stands.</summary>
internal static partial class LifecycleText
{
    /// <summary>The text with another name and number, comments and layout kept.</summary>
    public static string With(string text, string name, int version) => VersionLine().Replace(
        NameLine().Replace(text, $"lifecycle: {name}", 1), string.Create(CultureInfo.InvariantCulture, $"version: {version}"), 1);

    [GeneratedRegex(@"^lifecycle:[^\S\n]*[^\s#]+", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex NameLine();

    [GeneratedRegex(@"^version:[^\S\n]*[^\s#]+", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex VersionLine();
}
