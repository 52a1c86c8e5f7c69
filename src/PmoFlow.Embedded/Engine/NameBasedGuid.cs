using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PmoFlow.Embedded.Engine;

/// <summary>UUID version 5 of RFC 9562: SHA-1 over a namespace and a name.</summary>
internal static class NameBasedGuid
{
    // Durable Task's own namespace, so that both platforms name alike.
    private static readonly Guid Space = new("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid Create(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var input = new byte[16 + text.Length];
        _ = Space.TryWriteBytes(input, bigEndian: true, out _);
        text.CopyTo(input, 16);
#pragma warning disable CA5350 // RFC 9562 prescribes SHA-1; nothing here is secret.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(hash[6..]) & 0x0FFF) | 0x5000));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
