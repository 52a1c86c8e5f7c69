using PmoFlow.Domain;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Answers;

/// <summary>Reads a case of an enumeration as programs and forms write it: <c>ask-for-information</c>, <c>askForInformation</c>.</summary>
internal static class ChoiceWords
{
    /// <summary>The case, or null where the word names none.</summary>
    public static TEnum? Read<TEnum>(string? word) where TEnum : struct, Enum
    {
        var plain = (word ?? "").Replace("-", "", StringComparison.Ordinal).Trim();
        return plain.All(char.IsLetter) && plain.Length > 0 && Enum.TryParse<TEnum>(plain, ignoreCase: true, out var value) ? value : null;
    }

    /// <summary>What is said where a word names none.</summary>
    public static Refusal.Invalid Unknown<TEnum>(string field) where TEnum : struct, Enum =>
        new([new FieldError(field, $"{field} is one of: {string.Join(", ", Enum.GetValues<TEnum>().Select(Words.Stable))}.")]);
}
