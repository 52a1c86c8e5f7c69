using System.Globalization;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>Who decides at a gate, by when, and what happens otherwise: such that it always comes to a decision.</summary>
internal static class GateSection
{
    public const decimal Dearest = 1_000_000_000_000_000m;
    private const int MaxGates = 10;

    private static readonly IReadOnlyDictionary<string, GateOrder> Orders = RegisteredNames.Of<GateOrder>();

    private enum AtExpiry
    {
        Decline,
        Escalate,
        Defer,
    }

    private static readonly IReadOnlyDictionary<string, AtExpiry> Expiries = RegisteredNames.Of<AtExpiry>();

    public static GatePolicy Read(YamlGroup gate, SeatRules rules, DefectList defects)
    {
        var approvers = rules.Read(gate.Required("approvers"));
        var quorum = Quorum(gate.Required("quorum"), defects);
        var deadline = Deadline(gate.Required("deadline").Group(), defects);
        var expiry = Expiry(gate.Required("expiry").Group(), rules, approvers, defects);
        var signInAbove = gate.Optional("signInAbove")?.Number(0, Dearest);
        var veto = gate.Optional("veto") is { } section ? rules.Read(section) : null;
        foreach (var stranger in (veto ?? []).Except(approvers))
            defects.Add(gate.Optional("veto")!.Node!, $"'{stranger}' has a veto but no seat", "name it among the approvers as well");
        return new GatePolicy(approvers, quorum, deadline, expiry, signInAbove) { Veto = veto is { Count: > 0 } ? veto : null };
    }

    /// <summary>Several gates of a stage, each under its name.</summary>
    public static (IReadOnlyList<StageGate> Gates, GateOrder Order) ReadSeveral(YamlGroup stage, YamlValue section, SeatRules rules, DefectList defects)
    {
        var gates = section.Named(2, MaxGates).Select(entry => StageGate(entry, rules, defects)).ToList();
        if (gates.Count > 0 && gates.TrueForAll(gate => !gate.Always))
            defects.Add(section.Node!, "Every gate depends on the cost: a request might come to none and nobody would decide", "let one gate have neither 'above' nor 'upTo'");
        return (gates, stage.Required("order").OneOf(Orders) ?? GateOrder.Parallel);
    }

    private static StageGate StageGate(NamedValue entry, SeatRules rules, DefectList defects)
    {
        var group = entry.Value.Group();
        var gate = new StageGate(entry.Key.Identifier(), group.Required("title").Text(), Read(group, rules, defects))
        {
            Above = group.Optional("above")?.Number(0, Dearest),
            UpTo = group.Optional("upTo")?.Number(0, Dearest),
        };
        if (gate.Above >= gate.UpTo)
            defects.Add(group.Node!, string.Create(CultureInfo.InvariantCulture, $"No cost is above {gate.Above:#,0.##} and at most {gate.UpTo:#,0.##}: nobody would be asked"), "exchange them, or remove one");
        group.Close();
        return gate;
    }

    private static Quorum Quorum(YamlValue value, DefectList defects)
    {
        var quorum = Domain.Approvals.Quorum.All;
        var text = value.Text();
        if (text.Length == 0 || Domain.Approvals.Quorum.TryParse(text, out quorum))
            return quorum;
        defects.Add(value.Node!, $"'{text}' is unknown as 'quorum'", Suggestion.For(text, ["any", "all", "majority", "2 of", "60 %"]));
        return quorum;
    }

    private static GateExpiry Expiry(YamlGroup expiry, SeatRules rules, IReadOnlyList<SeatRule> approvers, DefectList defects)
    {
        GateExpiry read = new GateExpiry.Decline();
        switch (expiry.Required("then").OneOf(Expiries))
        {
            case null:
                return read;
            case AtExpiry.Escalate:
                var to = expiry.Required("to");
                var rule = rules.ReadOne(to);
                if (rule is { } known && approvers.Contains(known))
                    defects.Add(to.Node!, $"It escalates to those who were silent: the role '{known}'", "name a role that has no seat yet");
                read = new GateExpiry.Escalate(rule ?? new(default(Role)), Deadline(expiry.Required("deadline").Group(), defects));
                break;
            case AtExpiry.Defer:
                read = new GateExpiry.Defer(expiry.Required("for").TimeLimit(), expiry.Optional("times")?.Integer(1, GateExpiry.Defer.Most) ?? 1);
                break;
            case AtExpiry.Decline:
            default:
                break;
        }
        expiry.Close();
        return read;
    }

    private static Deadline Deadline(YamlGroup group, DefectList defects)
    {
        var deadline = DeadlineSection.Read(group, defects);
        group.Close();
        return deadline;
    }
}
