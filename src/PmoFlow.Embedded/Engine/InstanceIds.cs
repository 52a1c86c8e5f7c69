using System.Text;

namespace PmoFlow.Embedded.Engine;

/// <summary>What an instance may be called.</summary>
internal static class InstanceIds
{
    private const int MaxBytes = 512;

    public static void Check(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (instanceId.Length * 3 > MaxBytes && Encoding.UTF8.GetByteCount(instanceId) > MaxBytes)
            throw new ArgumentException($"An instance id has at most {MaxBytes} UTF-8 bytes.", nameof(instanceId));
    }
}
