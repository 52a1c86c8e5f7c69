using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>Events as CloudEvents 1.0 in structured JSON, written of the timeline: the same bytes on each attempt.</summary>
internal sealed class EventBodies(ITableStore tables, OfficeSettings office)
{
    private static readonly CloudEventAttribute Sequence = CloudEventAttribute.CreateExtension("sequence", CloudEventAttributeType.String);
    private static readonly JsonEventFormatter Formatter = new(EventJson.Default.Options, default);

    /// <summary>The body of an event; null where what it tells is gone.</summary>
    public async Task<ReadOnlyMemory<byte>?> Write(QueuedEvent queued, CancellationToken cancellation)
    {
        if (queued.Kind == SubjectKind.Webhook)
            return Encode(queued, new EventData(queued.Subject, queued.Sequence, "test", TimelineEntry.Office, "A test of this subscription.", new Dictionary<string, string>(), null));
        var table = queued.Kind == SubjectKind.Request ? OfficeTables.RequestTimeline : OfficeTables.ProjectTimeline;
        var entry = (await tables.Find(table, new(queued.Subject, OfficeTables.TimelineRow((int)queued.Sequence)), cancellation))?.Document;
        return entry is null ? null : Encode(queued, new EventData(queued.Subject, entry.Sequence, entry.Kind, entry.Actor, entry.Summary, entry.Details, entry.Hash));
    }

    private ReadOnlyMemory<byte> Encode(QueuedEvent queued, EventData data)
    {
        var path = queued.Kind switch
        {
            SubjectKind.Request => $"/api/v1/requests/{queued.Subject}",
            SubjectKind.Project => $"/api/v1/projects/{queued.Subject}",
            _ => $"/api/v1/webhooks/{queued.Subscription}",
        };
        var message = new CloudEvent(CloudEventsSpecVersion.V1_0, [Sequence])
        {
            Id = queued.Id,
            Type = queued.Type,
            Source = office.Link(path),
            Subject = queued.Subject,
            Time = queued.At,
            DataContentType = MediaTypeNames.Application.Json,
            // As an element, so that the formatter needs to know nothing of our types.
            Data = JsonSerializer.SerializeToElement(data, EventJson.Default.EventData),
        };
        message[Sequence] = WebhookTables.SequenceRow(queued.Sequence);
        return Formatter.EncodeStructuredModeMessage(message, out _);
    }
}

/// <summary>What an event tells: an entry of the timeline. What the request or project is now is at the event's source.</summary>
internal sealed record EventData(
    string Number, long Sequence, string Kind, string Actor, string Summary, IReadOnlyDictionary<string, string> Details, string? Hash);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventData))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class EventJson : JsonSerializerContext;
