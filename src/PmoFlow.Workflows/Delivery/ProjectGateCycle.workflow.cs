using PmoFlow.Domain.Approvals;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Delivery;

/// <summary>
/// People decide about a project under way: whether a phase begins or ends, whether what was agreed changes. They are asked, reminded,
/// and where they stay silent others decide. Silence never approves.
/// </summary>
public static class ProjectGateCycle
{
    /// <summary>One instance per project and decision.</summary>
    public static readonly OrchestrationReference<ProjectGateInput, ProjectGateEnd> Reference = new("ProjectGateCycle");

    /// <summary>The orchestration.</summary>
    public static async Task<ProjectGateEnd> Run(OrchestrationContext context, ProjectGateInput gate)
    {
        var (mailings, waits) = (new Mailings(context), new EventWaits(context));
        var voided = context.WaitForEvent(ProjectGateEvents.Voided);

        var asked = await context.CallActivity(ProjectGateActivities.OpenProjectGate, new ProjectGateOpening(gate, IsEscalated: false));
        var verdict = asked.Gone is null ? await Decide(context, gate, asked, mailings, waits, voided) : GateVerdict.Open;
        if (verdict == GateVerdict.Open && asked.Escalates && !voided.IsCompleted)
        {
            asked = await context.CallActivity(ProjectGateActivities.OpenProjectGate, new ProjectGateOpening(gate, IsEscalated: true));
            verdict = await Decide(context, gate, asked, mailings, waits, voided);
        }

        var end = await context.CallActivity(ProjectGateActivities.CloseProjectGate,
            new ProjectGateClosing(gate, verdict, asked.Gone ?? (voided.IsCompleted ? (await voided).Because : null)));
        mailings.Send(ProjectGateActivities.MailAboutProjectGate, new ProjectGateMail(gate, ProjectGateMailKind.Ended, false, 0));
        await mailings.AllSent();
        return end;
    }

    /// <summary>Asks, reminds and counts until there is a verdict; open where the time passes without one.</summary>
    private static async Task<GateVerdict> Decide(
        OrchestrationContext context, ProjectGateInput gate, ProjectGateAsked asked, Mailings mailings, EventWaits waits, Task voided)
    {
        var reminder = 0;
        foreach (var moment in asked.Reminders.Append(asked.Due))
        {
            mailings.Send(ProjectGateActivities.MailAboutProjectGate, new ProjectGateMail(gate, ProjectGateMailKind.Asked, asked.IsEscalated, reminder++));
            while (await context.Before(moment, waits.Next(ProjectGateEvents.Decided, gate.Number), voided))
            {
                if (voided.IsCompleted)
                    return GateVerdict.Open;
                var counted = await context.CallActivity(ProjectGateActivities.CountProjectDecision,
                    new ProjectDecision(gate, await waits.Take(ProjectGateEvents.Decided, gate.Number)));
                if (counted.Verdict != GateVerdict.Open)
                    return counted.Verdict;
            }
        }
        return GateVerdict.Open;
    }
}
