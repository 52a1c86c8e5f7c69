namespace PmoFlow.Domain.Intake;

/// <summary>An answer to something that was not asked.</summary>
internal static class UnknownName
{
    private const int LongestShown = 60;

    /// <summary>A name that no form has may be anything: one that cannot be shown is not repeated.</summary>
    public static FieldError Error(string group, string name, string thereIsNone) =>
        name.Length <= LongestShown && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.')
            ? new($"{group}.{name}", $"{thereIsNone} '{name}'.")
            : new(group, $"{thereIsNone} of such a name.");
}
