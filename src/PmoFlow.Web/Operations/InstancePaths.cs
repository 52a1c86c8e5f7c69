namespace PmoFlow.Web.Operations;

/// <summary>Addresses of instances, whose ids are any text.</summary>
internal static class InstancePaths
{
    public static string Of(string id) => $"/operations/instances/{Uri.EscapeDataString(id)}";

    /// <summary>An id from an address: a slash in it arrives still escaped, as it would else be another part of the address.</summary>
    public static string Read(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
