using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>
/// Reads who has a seat: a role (<c>approver</c>), a role somewhere (<c>functionLeader of finance</c>), or a role that the file
/// names itself in its section <c>roles</c>.
/// </summary>
internal sealed class SeatRules(IReadOnlyList<NamedRole> named, RequestForm form, DefectList defects)
{
    private const int MaxRoles = 20;
    private const int MaxSeatRules = 10;
    private const string Where = "write a role, 'in' and one of unit, function, enterprise, or a role, 'of' and a unit: functionLeader of finance";

    private static readonly IReadOnlyList<string> Deciders = [.. Access.RolesFor(Permission.Decide).Select(RegisteredNames.Of)];

    /// <summary>The file's own roles.</summary>
    public static IReadOnlyList<NamedRole> Section(YamlValue? section, RequestForm form, DefectList defects)
    {
        var plain = new SeatRules([], form, defects);
        return [.. (section?.Named(1, MaxRoles) ?? []).Select(entry =>
        {
            var group = entry.Value.Group();
            var name = entry.Key.Identifier();
            if (Deciders.Contains(name))
                defects.Add(entry.Key.Node!, $"'{name}' is a role already", "give it a name of its own");
            var role = new NamedRole(name, group.Required("title").Text(), plain.Read(group.Required("seats")));
            group.Close();
            return role;
        })];
    }

    public List<SeatRule> Read(YamlValue section)
    {
        var rules = new List<SeatRule>();
        foreach (var item in section.Items(1, MaxSeatRules))
        {
            foreach (var rule in Resolve(item))
            {
                if (rules.Contains(rule))
                    defects.Add(item.Node!, $"The role '{rule}' is here twice", "name each role once");
                rules.Add(rule);
            }
        }
        return rules;
    }

    /// <summary>One rule; null where it cannot be read.</summary>
    public SeatRule? ReadOne(YamlValue value)
    {
        var rules = Resolve(value);
        if (rules.Count > 1)
            defects.Add(value.Node!, "It escalates to a role of several seats", "name a single one");
        return rules.FirstOrDefault();
    }

    private IReadOnlyList<SeatRule> Resolve(YamlValue value)
    {
        var text = value.Text();
        if (text.Length == 0)
            return [];
        if (named.FirstOrDefault(role => role.Name == text) is { } own)
            return own.Seats;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!Deciders.Contains(words[0]))
        {
            defects.Add(value.Node!, $"'{words[0]}' is unknown as '{value.Name}'", Suggestion.For(words[0], Deciders.Concat(named.Select(role => role.Name))));
            return [];
        }
        if (!SeatRule.TryParse(text, out var rule))
        {
            defects.Add(value.Node!, $"'{text}' does not say where the role is looked for", Where);
            return [];
        }
        if (rule.Of is { } unit && Units is { } units && !units.Contains(unit.Value))
            defects.Add(value.Node!, $"There is no unit '{unit}' in the form", Suggestion.For(unit.Value, units));
        return [rule];
    }

    /// <summary>The units that the form knows; null where it asks for none.</summary>
    private List<string>? Units => form.Fields.FirstOrDefault(f => f.Purpose == FieldPurpose.Unit)?.Choices?.Select(c => c.Value).ToList();
}
