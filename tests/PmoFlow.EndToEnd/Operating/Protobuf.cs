using System.Text;

namespace PmoFlow.EndToEnd.Operating;

/// <summary>As much of protobuf's wire format as is needed to find fields that hold bytes.</summary>
internal static class Protobuf
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    /// <summary>Every field of that number that holds bytes: messages and texts.</summary>
    public static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        var (found, at) = (new List<ReadOnlyMemory<byte>>(), 0);
        while (at < message.Length)
        {
            var tag = Number(message.Span, ref at);
            switch ((int)tag & 7)
            {
                case Varint:
                    Number(message.Span, ref at);
                    break;
                case Fixed64:
                    at += 8;
                    break;
                case Fixed32:
                    at += 4;
                    break;
                case Bytes:
                    var length = (int)Number(message.Span, ref at);
                    if ((int)(tag >> 3) == number)
                        found.Add(message.Slice(at, length));
                    at += length;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7}.");
            }
        }
        return found;
    }

    public static string Text(ReadOnlyMemory<byte> message, int number) => Encoding.UTF8.GetString(Fields(message, number).Single().Span);

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
            shift += 7;
        }
    }
}
