namespace PmoFlow.Embedded.Tests;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pmoflow-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
