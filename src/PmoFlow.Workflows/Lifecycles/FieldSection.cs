using PmoFlow.Domain.Intake;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>What a form's field may say besides its label and kind, each fitting its kind.</summary>
internal static class FieldSection
{
    private const int MostFiles = 20;
    private const int MostMegabytes = 50;

    /// <summary>What an office may take in: documents, pictures, tables. Nothing that a browser or a mail program would run.</summary>
    public static readonly IReadOnlyList<string> FileTypes =
        ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv", "md", "png", "jpg", "gif", "webp", "zip", "msg", "eml"];

    private static readonly IReadOnlyDictionary<string, TextFormat> Formats = RegisteredNames.Of<TextFormat>();
    private static readonly Dictionary<string, string> Types = FileTypes.ToDictionary(type => type);

    /// <summary>The field with its further properties.</summary>
    /// <param name="field">As far as it is read.</param>
    /// <param name="group">Its properties.</param>
    /// <param name="isKnown">Whether its kind could be read.</param>
    /// <param name="before">The fields that stand before it: only those can be a condition.</param>
    /// <param name="sections">The names of the form's sections.</param>
    public static FormField Read(
        FormField field, YamlGroup group, bool isKnown, IReadOnlyList<FormField> before, IReadOnlyList<string> sections, DefectList defects)
    {
        var (longest, format) = (group.Optional("longest"), group.Optional("format"));
        var (earliest, latest) = (group.Optional("earliest"), group.Optional("latest"));
        field = field with
        {
            Section = Section(group.Optional("section"), sections, defects),
            When = group.Optional("when") is { } when ? Condition(when.Group(), before, defects) : null,
            Longest = longest?.Integer(1, RequestContent.MaxDescription),
            Format = format?.OneOf(Formats),
            Earliest = earliest?.Day(),
            Latest = latest?.Day(),
            Files = Files(group, field.Kind == FieldKind.File && isKnown),
            Material = group.Optional("material")?.YesNo() == false ? false : null,
        };
        if (!isKnown)
            return field;
        Fits(longest, field.Kind is FieldKind.Text or FieldKind.Paragraph, "a text or paragraph");
        Fits(format, field.Kind == FieldKind.Text, "a text");
        Fits(earliest, field.Kind == FieldKind.Date, "a date");
        Fits(latest, field.Kind == FieldKind.Date, "a date");
        foreach (var property in field.Kind == FieldKind.File ? [] : new[] { "files", "megabytes", "types" })
            Fits(group.Optional(property), false, "a file");
        if (field.Earliest > field.Latest)
            defects.Add(earliest!.Node!, $"The earliest day of '{field.Name}' is after its latest: nothing could be answered", "exchange them");
        return field;

        void Fits(YamlValue? value, bool fits, string kind)
        {
            if (value?.Node is { } at && !fits)
                defects.Add(at, $"Only {kind} has '{value.Name}'", "remove it, or change the kind");
        }
    }

    private static string? Section(YamlValue? value, IReadOnlyList<string> sections, DefectList defects)
    {
        if (value?.Identifier() is not { Length: > 0 } name)
            return null;
        if (!sections.Contains(name))
            defects.Add(value.Node!, $"There is no section '{name}'", Suggestion.For(name, sections));
        return name;
    }

    private static FieldCondition? Condition(YamlGroup group, IReadOnlyList<FormField> before, DefectList defects)
    {
        var name = group.Required("field");
        var (equal, least) = (group.Optional("is"), group.Optional("atLeast"));
        group.Close();
        if (name.Identifier() is not { Length: > 0 } asked)
            return null;
        if (before.FirstOrDefault(f => f.Name == asked) is not { } other)
        {
            defects.Add(name.Node!, $"There is no field '{asked}' before this one", Suggestion.For(asked, before.Select(f => f.Name)));
            return null;
        }
        if (equal is null == least is null)
        {
            defects.Add(group.Node!, equal is null ? "The condition compares nothing" : "The condition compares twice", "give it one of: is, atLeast");
            return null;
        }
        if (least is not null)
        {
            if (other.Kind is not (FieldKind.Number or FieldKind.Money))
                defects.Add(least.Node ?? group.Node!, $"'{asked}' is no number", "compare it with 'is'");
            return new(asked, AtLeast: least.Number(-AnswerText.Largest, AnswerText.Largest));
        }
        var values = other.Kind switch
        {
            FieldKind.Choice => other.Choices?.Select(c => c.Value).ToList() ?? [],
            FieldKind.YesNo => ["true", "false"],
            _ => [],
        };
        var answer = (equal!.Node as YamlNode.Scalar)?.Text ?? "";
        if (values.Count == 0)
            defects.Add(equal.Node ?? group.Node!, $"'{asked}' is neither a choice nor yesNo", "compare it with 'atLeast', or ask it as a choice");
        else if (!values.Contains(answer))
            defects.Add(equal.Node ?? group.Node!, $"'{asked}' cannot be answered with '{answer}'", Suggestion.For(answer, values));
        return new(asked, Is: answer);
    }

    private static FileLimits? Files(YamlGroup group, bool isFile)
    {
        var (files, megabytes, types) = (group.Optional("files"), group.Optional("megabytes"), group.Optional("types"));
        return isFile
            ? new(files?.Integer(1, MostFiles) ?? 5, (megabytes?.Integer(1, MostMegabytes) ?? 10) * 1024L * 1024L,
                types is null ? FileTypes : [.. types.Items(1, FileTypes.Count).Select(type => type.IsRegistered(Types, out var known) ? known : null).OfType<string>().Distinct()])
            : null;
    }
}
