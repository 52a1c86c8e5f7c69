using Microsoft.AspNetCore.Http;

namespace PmoFlow.Web.Design;

internal static class QueryStrings
{
    /// <summary>An address with its query; parts without a value are left out.</summary>
    public static string Url(string path, params (string Name, string? Value)[] parts) =>
        path + QueryString.Create(parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => KeyValuePair.Create(part.Name, part.Value)));
}
