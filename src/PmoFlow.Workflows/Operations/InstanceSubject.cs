using PmoFlow.Domain;

namespace PmoFlow.Workflows.Operations;

/// <summary>What of the office an instance works for, as its id says.</summary>
/// <param name="Request">The request, where it is one's own, its gate's or its project's.</param>
/// <param name="Project">The project, where it is one's delivery, health check or action.</param>
/// <param name="Action">The improvement action.</param>
/// <param name="Import">The import.</param>
public sealed record InstanceSubject(RequestId? Request = null, ProjectId? Project = null, ActionId? Action = null, string? Import = null)
{
    /// <summary>Reads an id such as <c>R-1:gate:0</c>, <c>R-1|m-2</c>, <c>P-R-1:health:3</c>, <c>A-R-1-2</c>, <c>I-1:0</c>; empty for any other.</summary>
    public static InstanceSubject Of(string instanceId)
    {
        ArgumentNullException.ThrowIfNull(instanceId);
        var head = instanceId.Split(':', '|')[0];
        return head switch
        {
            ['R', '-', ..] => new(Request: new RequestId(head)),
            ['P', '-', ..] => new(RequestOf(head[2..]), new ProjectId(head)),
            ['A', '-', ..] when head.LastIndexOf('-') is > 2 and var end => new(RequestOf(head[2..end]), new ProjectId("P-" + head[2..end]), new ActionId(head)),
            ['I', '-', ..] => new(Import: head),
            _ => new(),
        };
    }

    /// <summary>
    /// The beginnings of ids under which instances are that work for what is looked for, in ordinal order: a request's number finds its
    /// project's and its actions' instances too.
    /// </summary>
    public static IReadOnlyList<string?> Prefixes(string? sought)
    {
        var text = sought?.Trim();
        if (string.IsNullOrEmpty(text))
            return [null];
        var number = text.ToUpperInvariant();
        return number switch
        {
            ['R', '-', _, ..] when !text.Contains(':', StringComparison.Ordinal) => ["A-" + number, "P-" + number, number],
            ['P', '-', _, ..] when !text.Contains(':', StringComparison.Ordinal) => ["A-" + number[2..], number],
            ['A' or 'I', '-', _, ..] when !text.Contains(':', StringComparison.Ordinal) => [number],
            _ => [text],
        };
    }

    private static RequestId? RequestOf(string number) => number.StartsWith("R-", StringComparison.Ordinal) ? new RequestId(number) : null;
}
