using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The wording of mails: by language, by kind, with named placeholders.</summary>
internal static class WordingSection
{
    private const int MaxLanguages = 30;
    private const int LongestMail = 4_000;

    private static readonly IReadOnlyDictionary<string, WordingKind> Kinds = RegisteredNames.Of<WordingKind>();

    public static IReadOnlyList<Wording> Read(YamlValue? section, DefectList defects)
    {
        var wordings = new List<Wording>();
        foreach (var (key, value) in section?.Named(1, MaxLanguages) ?? [])
        {
            var language = Language(key, defects);
            foreach (var entry in value.Named(1, Kinds.Count))
            {
                if (entry.Key.OneOf(Kinds) is not { } kind)
                    continue;
                var group = entry.Value.Group();
                var (subject, text) = (group.Optional("subject"), group.Optional("text"));
                if (group.Node is not null && subject is null && text is null)
                    defects.Add(group.Node, $"The wording of '{RegisteredNames.Of(kind)}' says nothing", "give it a subject, a text or both");
                wordings.Add(new Wording(language, kind, Words(subject, kind, isLine: true, defects), Words(text, kind, isLine: false, defects)));
                group.Close();
            }
        }
        return wordings;
    }

    private static string Language(YamlValue key, DefectList defects)
    {
        var text = key.Text();
        if (text.Length > 0 && !text.Split('-').All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit)))
            defects.Add(key.Node!, $"'{text}' is no language", "write one as en, de or pt-BR");
        return text;
    }

    private static string? Words(YamlValue? value, WordingKind kind, bool isLine, DefectList defects)
    {
        if (value is null)
            return null;
        var text = isLine ? value.Text() : value.Paragraphs(LongestMail);
        var known = Wording.PlaceholdersOf(kind);
        foreach (var (_, name) in Wording.Placeholders(text).Where(p => !known.Contains(p.Name)))
            defects.Add(value.Node!, $"'{{{name}}}' is unknown in the wording of '{RegisteredNames.Of(kind)}'", Suggestion.For(name, known));
        return text;
    }
}
