using System.Buffers;
using System.Text.Json;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>
/// History as JSON that people can read in the file. Written by hand: payloads are JSON already and pass through as they are,
/// without being parsed or copied, which the serializer cannot do.
/// </summary>
internal static partial class HistoryJson
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? reusedBuffer;

    [ThreadStatic]
    private static Utf8JsonWriter? reusedWriter;

    public static byte[] Write(DateTimeOffset at, IReadOnlyList<Incoming> incoming, IReadOnlyList<Decision> decisions)
    {
        var json = Begin();
        json.WriteStartObject();
        json.WriteString("at"u8, at);
        json.WriteStartArray("in"u8);
        for (var i = 0; i < incoming.Count; i++)
            Write(json, incoming[i]);
        json.WriteEndArray();
        json.WriteStartArray("out"u8);
        for (var i = 0; i < decisions.Count; i++)
            Write(json, decisions[i]);
        json.WriteEndArray();
        json.WriteEndObject();
        return End();
    }

    public static byte[] Write(Incoming message)
    {
        Write(Begin(), message);
        return End();
    }

    public static byte[] Write(TaskFailure failure)
    {
        Write(Begin(), failure);
        return End();
    }

    private static Utf8JsonWriter Begin()
    {
        reusedBuffer ??= new ArrayBufferWriter<byte>(4096);
        reusedBuffer.ResetWrittenCount();
        reusedWriter ??= new Utf8JsonWriter(reusedBuffer, new JsonWriterOptions { SkipValidation = true });
        reusedWriter.Reset(reusedBuffer);
        return reusedWriter;
    }

    private static byte[] End()
    {
        reusedWriter!.Flush();
        var written = reusedBuffer!.WrittenSpan.ToArray();
        if (reusedBuffer.Capacity > 4 * 1024 * 1024)
            (reusedBuffer, reusedWriter) = (null, null);
        return written;
    }

    private static void Write(Utf8JsonWriter json, Incoming message)
    {
        json.WriteStartObject();
        switch (message)
        {
            case Incoming.Started:
                json.WriteString("k"u8, "started"u8);
                break;
            case Incoming.Raised raised:
                json.WriteString("k"u8, "raised"u8);
                json.WriteNumber("n"u8, raised.Number);
                json.WriteString("name"u8, raised.Name);
                Payload(json, raised.Payload);
                break;
            case Incoming.Completed completed:
                json.WriteString("k"u8, "completed"u8);
                json.WriteNumber("task"u8, completed.Task);
                Payload(json, completed.Result);
                break;
            case Incoming.Failed failed:
                json.WriteString("k"u8, "failed"u8);
                json.WriteNumber("task"u8, failed.Task);
                json.WritePropertyName("failure"u8);
                Write(json, failed.Failure);
                break;
            case Incoming.Fired fired:
                json.WriteString("k"u8, "fired"u8);
                json.WriteNumber("task"u8, fired.Task);
                break;
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartObject();
        switch (decision)
        {
            case Decision.Activity activity:
                json.WriteString("k"u8, "activity"u8);
                json.WriteNumber("task"u8, activity.Task);
                json.WriteString("name"u8, activity.Name);
                json.WriteNumber("hash"u8, activity.InputHash);
                break;
            case Decision.Retry retry:
                json.WriteString("k"u8, "retry"u8);
                json.WriteNumber("task"u8, retry.Task);
                json.WriteNumber("attempt"u8, retry.Attempt);
                json.WriteString("at"u8, retry.At);
                break;
            case Decision.Timer timer:
                json.WriteString("k"u8, "timer"u8);
                json.WriteNumber("task"u8, timer.Task);
                json.WriteString("at"u8, timer.At);
                break;
            case Decision.Child child:
                json.WriteString("k"u8, "child"u8);
                json.WriteNumber("task"u8, child.Task);
                json.WriteString("name"u8, child.Name);
                json.WriteString("id"u8, child.InstanceId);
                json.WriteNumber("hash"u8, child.InputHash);
                break;
            case Decision.Send send:
                json.WriteString("k"u8, "send"u8);
                json.WriteNumber("task"u8, send.Task);
                json.WriteString("id"u8, send.InstanceId);
                json.WriteString("name"u8, send.Name);
                json.WriteNumber("hash"u8, send.PayloadHash);
                break;
            case Decision.End end:
                json.WriteString("k"u8, "end"u8);
                json.WriteString("status"u8, end.Status.ToString());
                if (end.ContinuedAsNew)
                    json.WriteBoolean("continued"u8, true);
                break;
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TaskFailure failure)
    {
        json.WriteStartObject();
        json.WriteString("task"u8, failure.TaskName);
        json.WriteString("type"u8, failure.ErrorType);
        json.WriteString("message"u8, failure.Message);
        if (failure.IsPermanent)
            json.WriteBoolean("permanent"u8, true);
        if (failure.RetryAfter is { } after)
            json.WriteNumber("after"u8, after.Ticks);
        if (failure.Inner is { } inner)
        {
            json.WritePropertyName("inner"u8);
            Write(json, inner);
        }
        json.WriteEndObject();
    }

    private static void Payload(Utf8JsonWriter json, ReadOnlyMemory<byte> payload)
    {
        json.WritePropertyName("payload"u8);
        json.WriteRawValue(payload.Span, skipInputValidation: true);
    }
}
