using System.Text.Json;

namespace PmoFlow.Workflows.Files;

/// <summary>The members of an enumeration as files name them: <c>functionLeader</c>.</summary>
internal static class RegisteredNames
{
    public static IReadOnlyDictionary<string, T> Of<T>(params IEnumerable<T> but) where T : struct, Enum =>
        Enum.GetValues<T>().Except(but).ToDictionary(Of);

    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
