namespace PmoFlow.Workflows.Tests.Files;

/// <summary>Files of this repository, found from where the tests run.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Workflows => Path.Combine(Root, "workflows");

    public static string ReadWorkflow(string name) => File.ReadAllText(Path.Combine(Workflows, name));

    private static string FindRoot(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "PmoFlow.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        return folder;
    }
}
