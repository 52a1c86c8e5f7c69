using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The folder of lifecycle files.</summary>
internal static class LifecycleFolder
{
    /// <summary>Every lifecycle of the folder with its text, and everything that is wrong with its files.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="published">The names of lifecycles that need no file, to which requests can be converted as well.</param>
    public static (List<(Lifecycle Lifecycle, string Text)> Files, List<FileDefect> Defects) Read(string folder, IEnumerable<string> published)
    {
        var defects = new List<FileDefect>();
        var paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + LifecycleFile.Ending) : [];
        if (paths.Length == 0)
            defects.Add(new(folder, 1, 1, "There is no lifecycle file", $"put at least one file *{LifecycleFile.Ending} into this folder"));
        var lifecycles = new List<(Lifecycle Lifecycle, string Text)>();
        var names = paths.Select(path => Path.GetFileName(path)[..^LifecycleFile.Ending.Length]).Concat(published).Distinct().ToList();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path);
            switch (LifecycleFile.Read(Path.GetFileName(path), text, names))
            {
                case FileReading<Lifecycle>.Accepted(var lifecycle):
                    lifecycles.Add((lifecycle, text));
                    break;
                case FileReading<Lifecycle>.Refused(var found):
                    defects.AddRange(found);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
        return (lifecycles, defects);
    }
}
