using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Scoring;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>Reads one of the office's processes from its file.</summary>
public static class LifecycleFile
{
    /// <summary>How the name of such a file ends; what stands before it is the lifecycle's name.</summary>
    public const string Ending = ".lifecycle.yaml";

    /// <summary>The longest file, in characters.</summary>
    public const int MostCharacters = YamlTree.MaxCharacters;

    /// <summary>
    /// The lifecycle, or everything that is wrong with its file. A lifecycle that is accepted can be run without a further check:
    /// every stage it names exists and can be reached, from every stage an end can be reached, every wait has a deadline, and
    /// every gate comes to a decision.
    /// </summary>
    /// <param name="fileName">Without its folder.</param>
    /// <param name="yaml">What is in it.</param>
    /// <param name="others">The names of the office's lifecycles, this one among them, to which requests can be converted; null where nobody knows.</param>
    public static FileReading<Lifecycle> Read(string fileName, string yaml, IReadOnlyCollection<string>? others = null)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(yaml);
        var defects = new DefectList(fileName);
        if (YamlTree.Read(yaml, defects) is not { } root)
            return defects.Reading<Lifecycle>(null!);

        var file = new YamlValue(root, "the file", defects).Group();
        var name = file.Required("lifecycle");
        var version = file.Required("version").Integer(1, 999_999);
        var title = file.Required("title").Text();
        var form = FormSection.Read(file.Required("form"), file.Optional("sections"), defects);
        var scoring = file.Optional("scoring");
        var model = scoring is null ? new ScoringModel([]) : ScoringSection.Read(scoring, defects);
        var roles = SeatRules.Section(file.Optional("roles"), form, defects);
        var (start, withdrawn) = (file.Required("start"), file.Required("withdrawn"));
        var stages = StagesSection.Read(
            file.Required("stages"), start, withdrawn, new(new(roles, form, defects), scoring is not null, form, others, defects));
        var wordings = WordingSection.Read(file.Optional("notifications"), defects);
        file.Close();
        var lifecycle = new Lifecycle(name.Identifier(), version, title, form, model, start.Identifier(), stages, withdrawn.Identifier())
        {
            Roles = roles.Count > 0 ? roles : null,
            Wordings = wordings.Count > 0 ? wordings : null,
        };
        if (lifecycle.Name.Length > 0 && fileName != lifecycle.Name + Ending)
            defects.Add(name.Node!, $"The lifecycle '{lifecycle.Name}' is in a file of another name", $"call the file {lifecycle.Name}{Ending}");
        return defects.Reading(lifecycle);
    }
}
