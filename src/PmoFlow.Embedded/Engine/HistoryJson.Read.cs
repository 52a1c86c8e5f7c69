using System.Text.Json;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>Reads what the other half writes. Unknown members are skipped; an unknown kind is an error, not a guess.</summary>
internal static partial class HistoryJson
{
    public static Episode ReadEpisode(ReadOnlyMemory<byte> body)
    {
        var json = new Utf8JsonReader(body.Span);
        DateTimeOffset at = default;
        var incoming = new List<Incoming>();
        var decisions = new List<Decision>();
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("at"u8))
            {
                json.Read();
                at = json.GetDateTimeOffset();
            }
            else if (json.ValueTextEquals("in"u8))
            {
                json.Read();
                while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                    incoming.Add(ToIncoming(ReadFields(ref json, body)));
            }
            else if (json.ValueTextEquals("out"u8))
            {
                json.Read();
                while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                    decisions.Add(ToDecision(ReadFields(ref json, body)));
            }
            else
            {
                json.Skip();
            }
        }
        return new Episode(at, incoming, decisions);
    }

    public static Incoming ReadIncoming(ReadOnlyMemory<byte> body)
    {
        var json = new Utf8JsonReader(body.Span);
        json.Read();
        return ToIncoming(ReadFields(ref json, body));
    }

    /// <summary>Why work waits, for a person to read; that much is told also where it cannot be read any more, which no seal says of it.</summary>
    public static TaskFailure ReadFailureOfWork(string name, ReadOnlyMemory<byte> body)
    {
        try
        {
            return ReadFailure(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return new TaskFailure(name, "PmoFlow.Damaged", "Why it waits cannot be read: what is stored of it is damaged.");
        }
    }

    public static TaskFailure ReadFailure(ReadOnlyMemory<byte> body)
    {
        var json = new Utf8JsonReader(body.Span);
        json.Read();
        return ReadFailure(ref json);
    }

    private static Incoming ToIncoming(in Fields fields) => fields.Kind switch
    {
        "started" => Incoming.Started.One,
        "raised" => new Incoming.Raised(fields.Number, fields.Name!, fields.Payload),
        "completed" => new Incoming.Completed(fields.Task, fields.Payload),
        "failed" => new Incoming.Failed(fields.Task, fields.Failure!),
        "fired" => new Incoming.Fired(fields.Task),
        _ => throw new JsonException($"History holds an unknown message '{fields.Kind}'."),
    };

    private static Decision ToDecision(in Fields fields) => fields.Kind switch
    {
        "activity" => new Decision.Activity(fields.Task, fields.Name!, fields.Hash),
        "retry" => new Decision.Retry(fields.Task, fields.Attempt, fields.At),
        "timer" => new Decision.Timer(fields.Task, fields.At),
        "child" => new Decision.Child(fields.Task, fields.Name!, fields.Id!, fields.Hash),
        "send" => new Decision.Send(fields.Task, fields.Id!, fields.Name!, fields.Hash),
        "end" => new Decision.End(Enum.Parse<OrchestrationStatus>(fields.Status!), fields.Continued),
        _ => throw new JsonException($"History holds an unknown decision '{fields.Kind}'."),
    };

    private static Fields ReadFields(ref Utf8JsonReader json, ReadOnlyMemory<byte> body)
    {
        var fields = new Fields();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("k"u8))
                fields.Kind = Text(ref json);
            else if (json.ValueTextEquals("task"u8))
                fields.Task = (int)Number(ref json);
            else if (json.ValueTextEquals("payload"u8))
                fields.Payload = Raw(ref json, body);
            else if (json.ValueTextEquals("name"u8))
                fields.Name = Text(ref json);
            else if (json.ValueTextEquals("hash"u8))
                fields.Hash = Number(ref json);
            else if (json.ValueTextEquals("n"u8))
                fields.Number = Number(ref json);
            else if (json.ValueTextEquals("attempt"u8))
                fields.Attempt = (int)Number(ref json);
            else if (json.ValueTextEquals("at"u8))
                fields.At = Time(ref json);
            else if (json.ValueTextEquals("id"u8))
                fields.Id = Text(ref json);
            else if (json.ValueTextEquals("status"u8))
                fields.Status = Text(ref json);
            else if (json.ValueTextEquals("continued"u8))
                fields.Continued = json.Read() && json.GetBoolean();
            else if (json.ValueTextEquals("failure"u8))
                fields.Failure = json.Read() ? ReadFailure(ref json) : null;
            else
                json.Skip();
        }
        return fields;
    }

    private static TaskFailure ReadFailure(ref Utf8JsonReader json)
    {
        string task = "", type = "", message = "";
        var permanent = false;
        TimeSpan? after = null;
        TaskFailure? inner = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("task"u8))
                task = Text(ref json);
            else if (json.ValueTextEquals("type"u8))
                type = Text(ref json);
            else if (json.ValueTextEquals("message"u8))
                message = Text(ref json);
            else if (json.ValueTextEquals("permanent"u8))
                permanent = json.Read() && json.GetBoolean();
            else if (json.ValueTextEquals("after"u8))
                after = json.Read() ? TimeSpan.FromTicks(json.GetInt64()) : null;
            else if (json.ValueTextEquals("inner"u8))
                inner = json.Read() ? ReadFailure(ref json) : null;
            else
                json.Skip();
        }
        return new TaskFailure(task, type, message, permanent, inner) { RetryAfter = after };
    }

    private static string Text(ref Utf8JsonReader json)
    {
        json.Read();
        return Known(ref json) ?? json.GetString()!;
    }

    // The kinds come thousands of times in a long history.
    private static string? Known(ref Utf8JsonReader json) => json.ValueSpan switch
    {
        var v when v.SequenceEqual("completed"u8) => "completed",
        var v when v.SequenceEqual("activity"u8) => "activity",
        var v when v.SequenceEqual("raised"u8) => "raised",
        var v when v.SequenceEqual("timer"u8) => "timer",
        var v when v.SequenceEqual("fired"u8) => "fired",
        _ => null,
    };

    private static long Number(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetInt64();
    }

    private static DateTimeOffset Time(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetDateTimeOffset();
    }

    private static ReadOnlyMemory<byte> Raw(ref Utf8JsonReader json, ReadOnlyMemory<byte> body)
    {
        json.Read();
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return body[start..(int)json.BytesConsumed];
    }

    private struct Fields
    {
        public string? Kind;
        public int Task;
        public long Number;
        public string? Name;
        public string? Id;
        public long Hash;
        public int Attempt;
        public DateTimeOffset At;
        public string? Status;
        public bool Continued;
        public TaskFailure? Failure;
        public ReadOnlyMemory<byte> Payload;
    }
}
