using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>Where the file names a stage, to be checked when all stages are known.</summary>
internal sealed class StageReferences
{
    private readonly List<(string Stage, YamlNode At)> references = [];
    private bool someAreMissing;

    /// <summary>The stage that the value names.</summary>
    public string Read(YamlValue value)
    {
        var stage = value.Identifier();
        if (stage.Length > 0)
            references.Add((stage, value.Node!));
        else
            someAreMissing = true;
        return stage;
    }

    /// <summary>Reports the names that no stage has; false where there are any, or where names are missing.</summary>
    public bool Check(IReadOnlyCollection<string> stages, DefectList defects)
    {
        var unknown = references.Where(r => !stages.Contains(r.Stage)).ToList();
        foreach (var (stage, at) in unknown)
            defects.Add(at, $"There is no stage '{stage}'", Suggestion.For(stage, stages));
        return unknown.Count == 0 && !someAreMissing;
    }
}
