using System.Globalization;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>Whether the stages together are a process: everything can be reached, and everything comes to an end.</summary>
internal static class StageGraph
{
    public static void Check(
        IReadOnlyList<(LifecycleStage Stage, YamlNode At)> stages, YamlValue start, YamlValue withdrawn, DefectList defects)
    {
        var byName = stages.ToDictionary(s => s.Stage.Name, s => s.Stage);
        if (Named(start) is LifecycleStage.End)
            defects.Add(start.Node!, "It starts with its end: nothing would happen", "start with a stage where somebody does something");
        if (Named(withdrawn) is not (null or LifecycleStage.End { Outcome: RequestOutcome.Withdrawn }))
            defects.Add(withdrawn.Node!, "Withdrawn requests must come to an end that says so", "name a stage of kind end with 'outcome: withdrawn'");

        CheckProject(stages, byName, defects);
        CheckReleases(stages, defects);
        var reached = Closure(new[] { Named(start), Named(withdrawn) }.OfType<LifecycleStage>().Select(s => s.Name), name => byName[name].Next);
        var ending = Closure(
            stages.Where(s => s.Stage is LifecycleStage.End).Select(s => s.Stage.Name),
            name => stages.Where(s => s.Stage.Next.Contains(name)).Select(s => s.Stage.Name));
        foreach (var (stage, at) in stages)
        {
            if (!reached.Contains(stage.Name))
                defects.Add(at, $"No way leads to the stage '{stage.Name}'", "name it as the next of another stage, or remove it");
            if (!ending.Contains(stage.Name))
                defects.Add(at, $"From the stage '{stage.Name}' no end can be reached", "let one of its ways lead towards a stage of kind end");
        }

        LifecycleStage? Named(YamlValue value) => value.Node is YamlNode.Scalar s ? byName.GetValueOrDefault(s.Text) : null;
    }

    /// <summary>A request becomes one project, whose number is the request's own.</summary>
    private static void CheckProject(
        IReadOnlyList<(LifecycleStage Stage, YamlNode At)> stages, Dictionary<string, LifecycleStage> byName, DefectList defects)
    {
        var deliveries = stages.Where(s => s.Stage is LifecycleStage.Delivery).ToList();
        foreach (var (stage, at) in deliveries.Skip(1))
            defects.Add(at, $"'{stage.Name}' is a second stage of kind delivery: a request becomes one project", "keep one of them");
        foreach (var (stage, at) in deliveries)
        {
            if (Closure(stage.Next, name => byName[name].Next).Contains(stage.Name))
                defects.Add(at, $"From '{stage.Name}' a way leads back to it: its project would begin twice", "let it lead to an end");
        }
    }

    /// <summary>No approval can release what another has released already.</summary>
    private static void CheckReleases(IReadOnlyList<(LifecycleStage Stage, YamlNode At)> stages, DefectList defects)
    {
        var releasing = stages.Where(s => s.Stage is LifecycleStage.Approval { Releases: not null }).ToList();
        var sum = releasing.Sum(s => ((LifecycleStage.Approval)s.Stage).Releases!.Value);
        if (sum > 100)
            defects.Add(releasing[^1].At, string.Create(CultureInfo.InvariantCulture, $"The approvals on the way release {sum:0.##} % of the cost"), "let them add to 100 at most");
    }

    private static HashSet<string> Closure(IEnumerable<string> from, Func<string, IEnumerable<string>> next)
    {
        var (seen, open) = (new HashSet<string>(), new Queue<string>(from));
        while (open.TryDequeue(out var name))
        {
            if (!seen.Add(name))
                continue;
            foreach (var following in next(name))
                open.Enqueue(following);
        }
        return seen;
    }
}
