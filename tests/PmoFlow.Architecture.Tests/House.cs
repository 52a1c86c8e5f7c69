using System.Reflection;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using Xunit;
using Assembly = System.Reflection.Assembly;

namespace PmoFlow.Architecture.Tests;

/// <summary>The rooms of the house as they were built.</summary>
internal static class House
{
    public static readonly Assembly Domain = Room("PmoFlow.Domain");
    public static readonly Assembly Platform = Room("PmoFlow.Platform");
    public static readonly Assembly Workflows = Room("PmoFlow.Workflows");
    public static readonly Assembly Web = Room("PmoFlow.Web");
    public static readonly Assembly Embedded = Room("PmoFlow.Embedded");
    public static readonly Assembly Azure = Room("PmoFlow.Azure");
    public static readonly Assembly Host = Room("PmoFlow.Host");

    /// <summary>Every room but the executables, which put the others together.</summary>
    public static readonly Assembly[] Libraries = [Domain, Platform, Workflows, Web, Embedded, Azure];

    public static readonly Assembly[] All = [.. Libraries, Host];

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Loaded = new(() => new ArchLoader().LoadAssemblies(All).Build());

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Fails with every violation.</summary>
    public static void Holds(this IArchRule rule)
    {
        var violations = rule.Evaluate(Loaded.Value).Where(result => !result.Passed).Select(result => result.Description).ToList();
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    /// <summary>What people wrote: not what a generator or the compiler made.</summary>
    public static IEnumerable<System.Type> Written(params IEnumerable<Assembly> rooms) => rooms.SelectMany(room => room.GetTypes())
        .Where(type => !IsMade(type) && type.Namespace?.StartsWith("PmoFlow", StringComparison.Ordinal) == true);

    /// <summary>Source files that people wrote, relative to the root.</summary>
    public static IEnumerable<string> Sources(params string[] endings) => new[] { "src", "tests", "bench" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path))
        .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))
            && !path.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj", "node_modules"]).Any());

    private static bool IsMade(System.Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
        || (type.DeclaringType is { } around && IsMade(around));

    private static Assembly Room(string name) => Assembly.Load(new AssemblyName(name));

    private static string FindRoot(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "PmoFlow.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        return folder;
    }
}
