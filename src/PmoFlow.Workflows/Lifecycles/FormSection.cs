using PmoFlow.Domain.Intake;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The form's fields, each under its name.</summary>
internal static class FormSection
{
    private const int MaxFields = 50;
    private const int MaxSections = 20;
    private const int MaxChoices = 100;
    private const decimal Largest = 1_000_000_000_000_000m;

    private static readonly IReadOnlyDictionary<string, FieldKind> Kinds = RegisteredNames.Of<FieldKind>();
    private static readonly IReadOnlyDictionary<string, FieldPurpose> Purposes = RegisteredNames.Of(but: FieldPurpose.None);

    public static RequestForm Read(YamlValue section, YamlValue? titles, DefectList defects)
    {
        var sections = Sections(titles);
        var names = sections.Select(s => s.Name).ToList();
        var fields = new List<(FormField Field, YamlNode At)>();
        foreach (var entry in section.Named(0, MaxFields))
            fields.Add(Field(entry, [.. fields.Select(f => f.Field)], names, defects));
        foreach (var twice in fields.Where(f => f.Field.Purpose != FieldPurpose.None).GroupBy(f => f.Field.Purpose).Where(g => g.Count() > 1))
        {
            defects.Add(
                twice.Last().At, $"'{twice.Last().Field.Name}' has the same purpose as '{twice.First().Field.Name}'",
                "give a purpose to one field only");
        }
        return new RequestForm([.. fields.Select(f => f.Field)]) { Sections = sections.Count > 0 ? sections : null };
    }

    private static List<FormSectionTitle> Sections(YamlValue? section) =>
        [.. (section?.Named(1, MaxSections) ?? []).Select(entry =>
        {
            var group = entry.Value.Group();
            var title = new FormSectionTitle(entry.Key.Identifier(), group.Required("title").Text(), group.Optional("help")?.Text(YamlValue.LongestText));
            group.Close();
            return title;
        })];

    /// <summary>What a choice offers: each value with its label.</summary>
    /// <param name="isChoice">Null where the kind is unknown: then nobody can say whether choices belong here.</param>
    public static IReadOnlyList<FieldChoice>? Choices(YamlGroup group, bool? isChoice, DefectList defects)
    {
        if (isChoice == true)
        {
            return [.. group.Required("choices").Named(2, MaxChoices)
                .Select(c => new FieldChoice(c.Key.Identifier(), c.Value.Text()))];
        }
        if (group.Optional("choices")?.Node is { } superfluous && isChoice == false)
            defects.Add(superfluous, "Only a choice has choices", "remove them, or write 'kind: choice'");
        return null;
    }

    private static (FormField Field, YamlNode At) Field(
        NamedValue entry, IReadOnlyList<FormField> before, IReadOnlyList<string> sections, DefectList defects)
    {
        var group = entry.Value.Group();
        var kind = group.Required("kind").OneOf(Kinds);
        var field = new FormField(
            entry.Key.Identifier(),
            group.Required("label").Text(),
            kind ?? FieldKind.Text,
            group.Optional("required")?.YesNo() ?? false,
            group.Optional("help")?.Text(YamlValue.LongestText),
            Choices(group, kind is { } k ? k == FieldKind.Choice : null, defects),
            group.Optional("minimum")?.Number(-Largest, Largest),
            group.Optional("maximum")?.Number(-Largest, Largest),
            group.Optional("purpose")?.OneOf(Purposes) ?? FieldPurpose.None);
        field = FieldSection.Read(field, group, kind is not null, before, sections, defects);
        group.Close();
        var at = entry.Key.Node!;
        if (kind is { } known)
            Check(field with { Kind = known }, at, defects);
        return (field, at);
    }

    private static void Check(FormField field, YamlNode at, DefectList defects)
    {
        if ((field.Minimum ?? field.Maximum) is not null && field.Kind is not (FieldKind.Number or FieldKind.Money))
            defects.Add(at, $"'{field.Name}' has a minimum or maximum but is no number", "remove it, or write 'kind: number' or 'kind: money'");
        if (field.Minimum > field.Maximum)
            defects.Add(at, $"The minimum of '{field.Name}' is above its maximum: nothing could be answered", "exchange them");
        var (fits, kinds) = field.Purpose switch
        {
            FieldPurpose.Cost => (field.Kind is FieldKind.Money, "money"),
            FieldPurpose.Unit => (field.Kind is FieldKind.Choice, "choice"),
            FieldPurpose.NeededBy => (field.Kind is FieldKind.Date, "date"),
            FieldPurpose.None => (true, ""),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (!fits)
            defects.Add(at, $"'{field.Name}' cannot be read as its purpose '{RegisteredNames.Of(field.Purpose)}'", $"write 'kind: {kinds}'");
    }
}
