using System.Globalization;
using PmoFlow.Domain.Scoring;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The criteria, each under its name, with its weight and what each level means.</summary>
internal static class ScoringSection
{
    private const int MaxCriteria = 20;
    public const int MaxLevels = 11;

    private static readonly IReadOnlyDictionary<string, ScoringKind> Kinds = RegisteredNames.Of<ScoringKind>();

    /// <summary>
    /// Weighted criteria directly under <c>scoring</c>, or <c>model</c> and <c>criteria</c>. A criterion is a group, so one may be
    /// called <c>model</c>.
    /// </summary>
    public static ScoringModel Read(YamlValue section, DefectList defects)
    {
        if (section.Node is not YamlNode.Mapping mapping || !mapping.Entries.Any(e => e is { Key.Text: "model", Value: YamlNode.Scalar }))
            return Weighted(section, defects);
        var group = section.Group();
        var kind = group.Required("model").OneOf(Kinds);
        var criteria = group.Required("criteria");
        var model = kind switch
        {
            null => new ScoringModel([]),
            ScoringKind.Weighted => Weighted(criteria, defects) with { Kind = ScoringKind.Weighted },
            { } divided => DividedScoringSection.Read(divided, criteria, defects),
        };
        group.Close();
        return model;
    }

    private static ScoringModel Weighted(YamlValue section, DefectList defects)
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
