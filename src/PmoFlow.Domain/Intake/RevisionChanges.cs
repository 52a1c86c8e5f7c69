using System.Globalization;

namespace PmoFlow.Domain.Intake;

/// <summary>One answer before and after a revision, as people read it.</summary>
/// <param name="Label">Of the field.</param>
/// <param name="Before">What it said; empty where it was not answered.</param>
/// <param name="After">What it says; empty where it is not answered any more.</param>
/// <param name="IsMaterial">Whether who decides about the request must know of it.</param>
public sealed record RevisionChange(string Label, string Before, string After, bool IsMaterial = true);

/// <summary>One state of what was asked.</summary>
/// <param name="Revision">From 1.</param>
/// <param name="Content">All of it.</param>
/// <param name="By">Who wrote it, a mail address.</param>
/// <param name="At">UTC.</param>
public sealed record RequestRevision(int Revision, RequestContent Content, string By, DateTimeOffset At);

/// <summary>What two revisions say differently.</summary>
public static class RevisionChanges
{
    /// <summary>The changes in the order of the form. An answer to a field that the form does not have (any more) goes by its name.</summary>
    public static IReadOnlyList<RevisionChange> Between(RequestForm form, RequestContent before, RequestContent after)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var known = form.Fields.Select(field => field.Name).ToHashSet();
        var others = before.Fields.Keys.Union(after.Fields.Keys).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal);
        IEnumerable<RevisionChange> all =
        [
            new("Title", before.Title, after.Title),
            new("Description", before.Description, after.Description),
            .. form.Fields.Select(field => Changed(field, before, after)),
            .. others.Select(name => new RevisionChange(name, before.Fields.GetValueOrDefault(name, ""), after.Fields.GetValueOrDefault(name, ""))),
        ];
        return [.. all.Where(change => change.Before != change.After)];
    }

    private static RevisionChange Changed(FormField field, RequestContent before, RequestContent after)
    {
        var (was, isNow) = (Read(field, before), Read(field, after));
        var (old, own) = (before.Files.Where(file => file.Field == field.Name).ToList(), after.Files.Where(file => file.Field == field.Name).ToList());
        // The same name may stand for another file.
        var isSame = old.Count == own.Count && old.Zip(own).All(pair => pair.First.IsTheSameAs(pair.Second));
        return new(field.Label, was, was == isNow && !isSame ? $"{isNow} (another file)" : isNow, field.Material ?? true);
    }

    private static string Read(FormField field, RequestContent content) => content.Fields.GetValueOrDefault(field.Name) switch
    {
        null => "",
        "true" when field.Kind == FieldKind.YesNo => "Yes",
        "false" when field.Kind == FieldKind.YesNo => "No",
        var amount when field.Kind is FieldKind.Money or FieldKind.Number && decimal.TryParse(amount, CultureInfo.InvariantCulture, out var number) =>
            number.ToString("#,0.##########", CultureInfo.InvariantCulture),
        var answer => field.Choices?.FirstOrDefault(choice => choice.Value == answer)?.Label ?? answer,
    };
}
