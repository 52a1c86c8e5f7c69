using System.Text.RegularExpressions;

namespace PmoFlow.Azure.Tests.Infra;

/// <summary>What can be read of a Bicep file without its compiler: declarations, module calls and references.</summary>
public sealed partial class BicepFile(string text)
{
    /// <summary>The file without its comments.</summary>
    public string Text { get; } = Comment().Replace(text, "");

    /// <summary>Parameters by name, true where there is a default.</summary>
    public IReadOnlyDictionary<string, bool> Parameters =>
        Parameter().Matches(Text).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Success);

    public IEnumerable<string> Variables => Variable().Matches(Text).Select(m => m.Groups[1].Value);

    public IEnumerable<string> Outputs => Output().Matches(Text).Select(m => m.Groups[1].Value);

    /// <summary>Symbol, file and the names of the parameters given.</summary>
    public IEnumerable<(string Symbol, string File, IReadOnlyDictionary<string, string> Given)> Modules =>
        Module().Matches(Text).Select(m => (m.Groups[1].Value, m.Groups[2].Value, Given(m.Index)));

    /// <summary>Outputs of modules that are referred to.</summary>
    public IEnumerable<(string Module, string Output)> References =>
        Reference().Matches(Text).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    /// <summary>Parameters, variables and module parameters that do not fit together.</summary>
    public IEnumerable<string> Defects(Func<string, BicepFile?> open)
    {
        foreach (var name in Parameters.Keys.Concat(Variables).Where(name => Regex.Count(Text, $@"\b{name}\b") < 2))
            yield return $"{name} is declared and not used";
        foreach (var (open1, close) in new[] { ('{', '}'), ('(', ')'), ('[', ']') })
        {
            if (Text.Count(c => c == open1) != Text.Count(c => c == close))
                yield return $"{open1} and {close} do not pair";
        }
        foreach (var (symbol, file, given) in Modules)
        {
            if (open(file) is not { } module)
            {
                yield return $"{file} does not exist";
                continue;
            }
            foreach (var name in given.Keys.Except(module.Parameters.Keys))
                yield return $"{file} has no parameter {name}";
            foreach (var name in module.Parameters.Where(p => !p.Value).Select(p => p.Key).Except(given.Keys))
                yield return $"{file} is not given {name}";
            foreach (var (_, output) in References.Where(r => r.Module == symbol && !module.Outputs.Contains(r.Output)))
                yield return $"{file} has no output {output}";
        }
        foreach (var (module, _) in References.Where(r => Modules.All(m => m.Symbol != r.Module)))
            yield return $"there is no module {module}";
    }

    private IReadOnlyDictionary<string, string> Given(int from)
    {
        var start = Text.IndexOf("params: {", from, StringComparison.Ordinal);
        var end = Text.IndexOf("\n  }", start, StringComparison.Ordinal);
        return Property().Matches(Text[start..end]).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
    }

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^param (\w+) \w+( =.*)?$", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^var (\w+) =", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^output (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex(@"^module (\w+) '([^']+)'", RegexOptions.Multiline)]
    private static partial Regex Module();

    [GeneratedRegex(@"\b(\w+)\.outputs\.(\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^    (\w+): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Property();
}
