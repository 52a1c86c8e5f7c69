using System.Globalization;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Lifecycles;

namespace PmoFlow.Web.Workshop;

/// <summary>The boxes of a lifecycle's drawing, in their order: stages as the file has them, ends last.</summary>
internal static class LifecycleCards
{
    private const int Wide = 44;
    private const int Narrow = 40;

    public static IReadOnlyList<LifecycleCard> Of(Lifecycle lifecycle)
    {
        var stages = lifecycle.Stages.Where(stage => stage is not LifecycleStage.End)
            .Concat(lifecycle.Stages.Where(stage => stage is LifecycleStage.End)).ToList();
        return [.. stages.Select((stage, at) => Card(lifecycle, stage, at + 1 < stages.Count ? stages[at + 1].Name : null))];
    }

    private static LifecycleCard Card(Lifecycle lifecycle, LifecycleStage stage, string? below)
    {
        var exits = Exits(lifecycle, stage);
        var down = exits.FirstOrDefault() is { } first && first.Target == below ? first : null;
        return new(stage, [new(Short(stage.Title, 34), "t"), .. Words(lifecycle, stage).SelectMany(text => Wrap(text, Wide, "s"))], Gates(stage), [.. exits.Where(exit => exit != down)])
        {
            Down = down,
        };
    }

    /// <summary>The way that a request usually takes stands first.</summary>
    private static IReadOnlyList<DrawnExit> Exits(Lifecycle lifecycle, LifecycleStage stage) => stage switch
    {
        LifecycleStage.Screening s => [new("qualified", s.Qualified), new("declined", s.Declined), new("never answered", s.InformationExpired)],
        LifecycleStage.Scoring s => [new("scored", s.Scored)],
        LifecycleStage.Approval s => [new("approved", s.Approved), new("declined", s.Declined), new("recalled", s.Recalled ?? lifecycle.Start)],
        LifecycleStage.Delivery s => [new("completed", s.Completed)],
        _ => [],
    };

    private static IEnumerable<string> Words(Lifecycle lifecycle, LifecycleStage stage)
    {
        switch (stage)
        {
            case LifecycleStage.Screening s:
                yield return $"An analyst looks at it within {s.ServiceLevel}.";
                if (s.QualifiedBelow is { } below)
                    yield return string.Create(CultureInfo.InvariantCulture, $"Qualified without a look below {below:#,0.##}.");
                yield return $"Questions: the requester answers within {GateWords.Times(s.Information)}.";
                var options = Enum.GetValues<ScreeningOption>().Where(s.Offers).Select(option => option switch
                {
                    ScreeningOption.Defer => s.DeferredAtMost is { } most ? $"defer (at most {most})" : "defer",
                    ScreeningOption.Merge => "merge",
                    _ => s.ConvertTo is { } targets ? $"convert to {string.Join(", ", targets)}" : "convert",
                }).ToList();
                if (options.Count > 0)
                    yield return $"May also: {string.Join(", ", options)}.";
                break;
            case LifecycleStage.Scoring s:
                yield return $"An analyst gives {lifecycle.Scoring.Criteria.Count} criteria a level within {s.ServiceLevel}.";
                break;
            case LifecycleStage.Approval s:
                if (s.Gates is { } gates)
                    yield return s.Order == GateOrder.Sequence ? $"{gates.Count} gates, one after the other; all must approve." : $"{gates.Count} gates at once; all must approve.";
                if (s.Releases is { } percent)
                    yield return string.Create(CultureInfo.InvariantCulture, $"Approval releases {percent:0.##} % of the cost.");
                break;
            case LifecycleStage.Delivery s:
                yield return $"Health check every {s.HealthCheck.Every}, answered within {GateWords.Times(s.HealthCheck.Answer)}; red opens an action.";
                if (s.Status is { } status)
                    yield return $"Status report every {status.Every}, sent within {GateWords.Times(status.Report)}.";
                foreach (var method in s.Methods ?? [])
                    yield return $"{method.Title}: {string.Join(" → ", method.Phases.Select(Phase))}.";
                if (s.Changes is { } changes)
                    yield return $"Changes to what was agreed: decided by {string.Join(", ", changes.Approvers.Select(rule => rule.Label()))} within {GateWords.Times(changes.Deadline)}.";
                if (s.Closure is { } closure)
                    yield return $"Its end is accepted by {string.Join(", ", closure.Acceptance.Approvers.Select(rule => rule.Label()))} within {GateWords.Times(closure.Acceptance.Deadline)}.";
                break;
            case LifecycleStage.End when stage.Name == lifecycle.Withdrawn:
                yield return "From any stage, when the requester takes it back.";
                break;
            default:
                break;
        }
    }

    private static string Phase(MethodPhase phase) => (phase.Start, phase.Finish) switch
    {
        (null, null) => phase.Title,
        (null, _) => $"{phase.Title} (its end is decided)",
        (_, null) => $"{phase.Title} (its beginning is decided)",
        _ => $"{phase.Title} (beginning and end are decided)",
    };

    private static List<DrawnGate> Gates(LifecycleStage stage) => stage is not LifecycleStage.Approval approval ? [] : [.. approval.AllGates.Select((gate, at) =>
    {
        var (policy, lines) = (gate.Policy, new List<DrawnLine>());
        if (approval.Gates is not null)
            lines.AddRange(Wrap($"{(approval.Order == GateOrder.Sequence ? $"{at + 1}. " : "")}{gate.Title}{(gate.Always ? "" : $" ({GateWords.Band(gate)})")}", Narrow, "g"));
        lines.AddRange(Wrap($"Seats: {string.Join(", ", policy.Approvers.Select(rule => rule.Label()))}.", Narrow, "s"));
        lines.AddRange(Wrap($"Approves: {policy.Quorum.Label()}{(policy.Veto is { } veto ? $"; veto: {string.Join(", ", veto.Select(rule => rule.Label()))}" : "")}.", Narrow, "s"));
        lines.AddRange(Wrap($"Within {GateWords.Times(policy.Deadline)}.", Narrow, "s"));
        lines.AddRange(Wrap($"Silence: {GateWords.AtExpiry(policy.Expiry)}.", Narrow, "s"));
        if (policy.SignInAbove is { } limit)
            lines.AddRange(Wrap(string.Create(CultureInfo.InvariantCulture, $"Sign-in above {limit:#,0.##}."), Narrow, "s"));
        return new DrawnGate(lines);
    })];

    private static IEnumerable<DrawnLine> Wrap(string text, int width, string css)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length + 1 > width)
            {
                yield return new(line, css);
                line = "";
            }
            line = line.Length == 0 ? Short(word, width) : $"{line} {Short(word, width)}";
        }
        yield return new(line, css);
    }

    private static string Short(string text, int width) => text.Length > width ? text[..(width - 1)] + "…" : text;
}
