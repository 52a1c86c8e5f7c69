using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>Who decides at a gate, by when, and what happens otherwise: such that it always comes to a decision.</summary>
internal static class GateSection
{
    private static readonly Dictionary<string, Role> Deciders =
        Access.RolesFor(Permission.Decide).ToDictionary(RegisteredNames.Of);

    private static readonly IReadOnlyDictionary<string, Quorum> Quorums = RegisteredNames.Of<Quorum>();

    private static readonly IReadOnlyDictionary<string, bool> Escalates = new Dictionary<string, bool> { ["decline"] = false, ["escalate"] = true };

    public static GatePolicy Read(YamlGroup gate, DefectList defects)
    {
        var approvers = Approvers(gate.Required("approvers"), defects);
        var quorum = gate.Required("quorum").OneOf(Quorums) ?? Quorum.All;
        var deadline = Deadline(gate.Required("deadline").Group(), defects);
        var expiry = Expiry(gate.Required("expiry").Group(), approvers, defects);
        var signInAbove = gate.Optional("signInAbove")?.Number(0, 1_000_000_000_000_000m);
        return new GatePolicy(approvers, quorum, deadline, expiry, signInAbove);
    }

    private static List<Role> Approvers(YamlValue section, DefectList defects)
    {
        var approvers = new List<Role>();
        foreach (var item in section.Items(1, Deciders.Count))
        {
            if (item.OneOf(Deciders) is not { } role)
                continue;
            if (approvers.Contains(role))
                defects.Add(item.Node!, $"The role '{RegisteredNames.Of(role)}' is here twice", "name each role once");
            approvers.Add(role);
        }
        return approvers;
    }

    private static GateExpiry Expiry(YamlGroup expiry, List<Role> approvers, DefectList defects)
    {
        GateExpiry read = new GateExpiry.Decline();
        if (expiry.Required("then").OneOf(Escalates) is not { } escalates)
            return read;
        if (escalates)
        {
            var to = expiry.Required("to");
            var role = to.OneOf(Deciders);
            if (role is { } known && approvers.Contains(known))
                defects.Add(to.Node!, $"It escalates to those who were silent: the role '{RegisteredNames.Of(known)}'", "name a role that has no seat yet");
            read = new GateExpiry.Escalate(role ?? default, Deadline(expiry.Required("deadline").Group(), defects));
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
