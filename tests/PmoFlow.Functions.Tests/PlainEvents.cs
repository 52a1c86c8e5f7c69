using System.Reflection;
using DurableTask.Core;
using DurableTask.Core.History;

namespace PmoFlow.Functions.Tests;

/// <summary>
/// A back end under the test host's dispatcher. That one notes a child's creation as an event class of its own, which Azure Storage
/// writes without its type and then cannot read: the parent hears of no child's end. The dispatcher of the Functions host notes the
/// plain event, and so does this.
/// </summary>
internal class PlainEvents : DispatchProxy
{
    private IOrchestrationService service = null!;

    public static IOrchestrationService Around(IOrchestrationService service)
    {
        var proxy = Create<IOrchestrationService, PlainEvents>();
        ((PlainEvents)(object)proxy).service = service;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        foreach (var state in (args ?? []).OfType<OrchestrationRuntimeState>())
            MakePlain(state.NewEvents);
        return targetMethod!.Invoke(service, BindingFlags.DoNotWrapExceptions, null, args, null);
    }

    private static void MakePlain(IList<HistoryEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i] is SubOrchestrationInstanceCreatedEvent created)
                events[i] = Plain(created);
        }
    }

    private static SubOrchestrationInstanceCreatedEvent Plain(SubOrchestrationInstanceCreatedEvent created) => new(created.EventId)
    {
        Timestamp = created.Timestamp,
        Name = created.Name,
        Version = created.Version,
        InstanceId = created.InstanceId,
        Input = created.Input,
        Tags = created.Tags,
    };
}
