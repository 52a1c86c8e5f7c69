using System.Globalization;
using PmoFlow.Domain.Intake;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The criteria, each under its name, with its weight and what each level means.</summary>
internal static class ScoringSection
{
    private const int MaxCriteria = 20;
    private const int MaxLevels = 11;

    public static ScoringModel Read(YamlValue section, DefectList defects)
    {
        var criteria = section.Named(1, MaxCriteria).Select(c => Criterion(c, defects)).ToList();
        var sum = criteria.Sum(c => c.Weight);
        if (section.Node is YamlNode.Mapping && criteria.Count > 0 && criteria.TrueForAll(c => c.Weight > 0) && sum != 100)
        {
            defects.Add(
                section.Node, string.Create(CultureInfo.InvariantCulture, $"The weights add to {sum:0.###}, not to 100"),
                "change them: a score is a number from 0 to 100");
        }
        return new ScoringModel(criteria);
    }

    /// <summary>Its weight is 0 where it cannot be read: then the sum is not judged.</summary>
    private static ScoringCriterion Criterion(NamedValue entry, DefectList defects)
    {
        var group = entry.Value.Group();
        var weight = group.Required("weight");
        var share = weight.Number(0, 100);
        if (share == 0 && weight.Node is YamlNode.Scalar { IsPlain: true, Text: ['0', ..] })
            defects.Add(weight.Node, "A criterion without weight changes nothing", "give it a share of the 100, or remove it");
        var criterion = new ScoringCriterion(
            entry.Key.Identifier(),
            group.Required("label").Text(),
            share,
            [.. group.Required("levels").Items(2, MaxLevels).Select(level => level.Text(YamlValue.LongestText))]);
        group.Close();
        return criterion;
    }
}
