using System.Globalization;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Scoring;

namespace PmoFlow.Domain.Lifecycles;

/// <summary>A lifecycle as a list of what it says, and the difference between two of them.</summary>
public static class LifecycleFacts
{
    /// <summary>Everything that the lifecycle says but its name and number, in the order of its file.</summary>
    public static IReadOnlyList<LifecycleFact> Of(Lifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        return
        [
            .. Whole(lifecycle),
            .. (lifecycle.Form.Sections ?? []).SelectMany((section, at) => Of("section:" + section.Name, $"Section {section.Title}",
                ("title", section.Title), ("place", Number(at + 1)), ("help", section.Help))),
            .. lifecycle.Form.Fields.SelectMany((field, at) => Field(field, at + 1)),
            .. lifecycle.Scoring.Criteria.SelectMany((criterion, at) => Criterion(criterion, at + 1)),
            .. (lifecycle.Roles ?? []).SelectMany(role => Of("role:" + role.Name, $"Role {role.Title}",
                ("title", role.Title), ("seats", string.Join(", ", role.Seats)))),
            .. lifecycle.Stages.SelectMany((stage, at) => StageFacts.Of(lifecycle, stage, at + 1)),
            .. (lifecycle.Wordings ?? []).SelectMany(words => Of($"words:{words.Language}/{words.Kind}", $"Mail {words.Kind} in {words.Language}",
                ("subject", words.Subject), ("text", words.Text))),
        ];
    }

    /// <summary>What <paramref name="after"/> says differently, in its order; what is gone stands at the end.</summary>
    public static IReadOnlyList<LifecycleChange> Compare(Lifecycle before, Lifecycle after)
    {
        var (old, now) = (Of(before), Of(after));
        var (oldParts, newParts) = (old.Select(fact => fact.Part).ToHashSet(), now.Select(fact => fact.Part).ToHashSet());
        var oldFacts = old.ToDictionary(fact => (fact.Part, fact.Name));
        var newFacts = now.ToDictionary(fact => (fact.Part, fact.Name));
        var changes = new List<LifecycleChange>();
        foreach (var fact in now)
        {
            if (!oldParts.Contains(fact.Part))
                changes.Add(new(fact.Part, fact.PartTitle, null, null, fact.PartTitle));
            else if (!oldFacts.TryGetValue((fact.Part, fact.Name), out var was))
                changes.Add(new(fact.Part, fact.PartTitle, fact.Name, null, fact.Value));
            else if (was.Value != fact.Value)
                changes.Add(new(fact.Part, fact.PartTitle, fact.Name, was.Value, fact.Value));
        }
        foreach (var fact in old.Where(fact => !newFacts.ContainsKey((fact.Part, fact.Name))))
        {
            changes.Add(newParts.Contains(fact.Part)
                ? new(fact.Part, fact.PartTitle, fact.Name, fact.Value, null)
                : new(fact.Part, fact.PartTitle, null, fact.PartTitle, null));
        }
        return [.. changes.Distinct()];
    }

    internal static IEnumerable<LifecycleFact> Of(string part, string title, params IEnumerable<(string Name, string? Value)> facts) =>
        facts.Where(fact => fact.Value is not null).Select(fact => new LifecycleFact(part, title, fact.Name, fact.Value!));

    internal static string Number(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static IEnumerable<LifecycleFact> Whole(Lifecycle lifecycle) => Of("lifecycle", "Lifecycle",
        ("title", lifecycle.Title), ("starts with", $"{lifecycle.Stage(lifecycle.Start).Title} ({lifecycle.Start})"),
        ("withdrawn requests come to", $"{lifecycle.Stage(lifecycle.Withdrawn).Title} ({lifecycle.Withdrawn})"),
        ("scoring", lifecycle.Scoring.Criteria.Count == 0 ? null : (lifecycle.Scoring.Kind ?? ScoringKind.Weighted).ToString()));

    private static IEnumerable<LifecycleFact> Field(FormField field, int place) => Of("field:" + field.Name, $"Field {field.Label}",
        ("label", field.Label), ("place", Number(place)), ("kind", field.Kind.ToString()), ("required", field.Required ? "yes" : "no"),
        ("help", field.Help), ("purpose", field.Purpose == FieldPurpose.None ? null : field.Purpose.ToString()), ("section", field.Section),
        ("choices", field.Choices is null ? null : string.Join(", ", field.Choices.Select(choice => $"{choice.Value} ({choice.Label})"))),
        ("minimum", Exact(field.Minimum)), ("maximum", Exact(field.Maximum)), ("longest", Exact(field.Longest)), ("format", field.Format?.ToString()),
        ("earliest", Day(field.Earliest)), ("latest", Day(field.Latest)),
        ("asked when", field.When is { } when ? when.Is is { } value ? $"{when.Field} is {value}" : $"{when.Field} is at least {Exact(when.AtLeast)}" : null),
        ("files", field.Files is { } files ? $"{files.MostFiles} of {files.MostBytes / 1024 / 1024} MB: {string.Join(", ", files.Types)}" : null),
        ("a new answer", field.Material == false ? "leaves decisions as they are" : null));

    private static IEnumerable<LifecycleFact> Criterion(ScoringCriterion criterion, int place) => Of("criterion:" + criterion.Name, $"Criterion {criterion.Label}",
        ("label", criterion.Label), ("place", Number(place)), ("weight", criterion.Weight == 0 ? null : Exact(criterion.Weight) + " %"),
        ("levels", string.Join(" · ", criterion.Levels)), ("points", criterion.Points is { } points ? string.Join(", ", points.Select(point => Exact(point))) : null));

    private static string? Exact(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
