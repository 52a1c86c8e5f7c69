using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Intake;

/// <summary>How <see cref="RequestLifecycle"/> does each thing it says: the waits, timers and calls behind its lines.</summary>
internal sealed class RequestJourney(OrchestrationContext context, RequestId request, Lifecycle lifecycle)
{
    private readonly EventWaits events = new(context);
    private readonly Mailings mailings = new(context);

    /// <summary>Whether the requester has withdrawn it.</summary>
    public bool IsWithdrawn => WithdrawnByRequester.IsCompleted;

    // Withdrawal answers no wait in particular; its number is 0.
    private Task<Posted<Withdrawn>> WithdrawnByRequester => events.Next(RequestEvents.Withdrawn, visit: 0);

    /// <summary>Enters a step and begins to wait.</summary>
    public Task<WaitBegun> Begin(RequestStep step, WaitFor wait) => Record(step, wait, null);

    /// <summary>Enters the first step and tells the next: qualified by its cost, or the screening by a person.</summary>
    public async Task<RequestStep> LookAtCost(LifecycleStage.Screening stage, RequestStep step)
    {
        var limit = stage.QualifiedBelow!.Value;
        return (await Record(step, null, null)).Cost is { } cost && cost < limit
            ? RequestStep.QualifiedByCost(stage, cost, limit)
            : RequestStep.NeedsALook(stage, limit);
    }

    /// <summary>Waits for an analyst, reminding them each time the wait has doubled; null where the requester withdraws.</summary>
    public async Task<Posted<T>?> AnalystActs<T>(EventReference<Posted<T>> eventReference, WaitBegun wait)
    {
        var (acted, moment) = (events.Next(eventReference, wait.Visit), wait.Due);
        for (var reminder = 1; !await context.Before(moment, acted, WithdrawnByRequester); reminder++)
        {
            Mail(RequestMailKind.AnalystsReminded, wait, reminder);
            moment = context.UtcNow + TimeSpan.FromDays(Math.Pow(2, Math.Min(reminder, 8)));
        }
        return acted.IsCompleted ? await acted : null;
    }

    /// <summary>Waits for the requester's answer with reminders; null where it never comes or the requester withdraws.</summary>
    public async Task<Posted<InformationProvided>?> RequesterAnswers(WaitBegun wait)
    {
        var answered = events.Next(RequestEvents.InformationProvided, wait.Visit);
        for (var reminder = 0; reminder < wait.Reminders.Count; reminder++)
        {
            if (await context.Before(wait.Reminders[reminder], answered, WithdrawnByRequester))
                break;
            Mail(RequestMailKind.AskedAgain, wait, reminder + 1);
        }
        await context.Before(wait.Due, answered, WithdrawnByRequester);
        return answered.IsCompleted ? await answered : null;
    }

    /// <summary>Waits for the day on which a deferred request comes back; the analyst's word where one brings it back before that.</summary>
    public async Task<Posted<BroughtBack>?> DayComes(WaitBegun wait)
    {
        var early = events.Next(RequestEvents.BroughtBack, wait.Visit);
        await context.Before(wait.Due, early, WithdrawnByRequester);
        return early.IsCompleted ? await early : null;
    }

    /// <summary>Runs the gates of a stage; a withdrawal, a recall or a change of the request voids them.</summary>
    public async Task<StageResult> RunGates(LifecycleStage.Approval stage, RequestStep step)
    {
        var arrival = await Record(step, null, null);
        var stops = new GateStops(
            WithdrawnByRequester, events.Next(RequestEvents.Recalled, arrival.Visit), events.Next(RequestEvents.Revised, arrival.Visit));
        var result = await new StageGates(context, request, lifecycle, stage).Run(arrival, step.Changes, stops);
        HasConditions |= result is { IsApproved: true, HasConditions: true };
        return result;
    }

    /// <summary>Whether any of its approvals was given on conditions.</summary>
    public bool HasConditions { get; private set; }

    /// <summary>Makes the conditions of its approvals improvement actions of the project.</summary>
    public Task OpenConditions(ProjectId project) =>
        context.CallActivity(GateActivities.OpenConditions, new ConditionsOpening(request, project));

    /// <summary>Makes the project that delivers it.</summary>
    public async Task<ProjectId> CreateProject(LifecycleStage.Delivery stage, RequestStep step)
    {
        await Record(step, null, null);
        return await context.CallActivity(DeliveryActivities.CreateProject, new ProjectCreation(request, stage.Name));
    }

    /// <summary>Watches the project until it is closed; a withdrawal closes it.</summary>
    public async Task<ProjectClosing> RunDelivery(LifecycleStage.Delivery stage, ProjectId project)
    {
        var delivery = context.CallSubOrchestration(
            DeliveryCycle.Reference, project.Value, new DeliveryCycleInput(project, lifecycle.Id, stage.Name, Number: 1));
        if (await Task.WhenAny(delivery, WithdrawnByRequester) != delivery)
        {
            var withdrawn = await WithdrawnByRequester;
            context.SendEvent(project.Value, DeliveryEvents.Closed, new Posted<ProjectClosed>(
                withdrawn.Key, 0, withdrawn.Actor, withdrawn.At, new ProjectClosed("The requester withdrew the request.")));
        }
        return await delivery;
    }

    /// <summary>The step of a withdrawn request.</summary>
    public async Task<RequestStep> Withdraw() => RequestStep.Withdrawn(await WithdrawnByRequester, lifecycle);

    /// <summary>Enters the end.</summary>
    public async Task<RequestOutcome> End(RequestStep step)
    {
        var outcome = step.Outcome ?? ((LifecycleStage.End)lifecycle.Stage(step.Stage)).Outcome;
        if (step.MergedInto is { } into)
            await context.CallActivity(RequestActivities.JoinRequest, new RequestMerger(request, into, step.Because.Actor));
        await Record(step, null, outcome);
        Mail(RequestMailKind.Ended);
        return outcome;
    }

    /// <summary>Goes on in an execution of its own, under another process.</summary>
    public async Task<RequestOutcome> Convert(Posted<Screened> screened)
    {
        await AllMailsSent();
        context.ContinueAsNew(new RequestLifecycleInput(request, new(screened.What.Lifecycle!, screened.What.LifecycleVersion!.Value))
        {
            Converted = screened,
        });
        return RequestOutcome.Open;
    }

    /// <summary>Writes to requester or analysts, beside what goes on.</summary>
    public void Mail(RequestMailKind kind, WaitBegun? wait = null, int reminder = 0) =>
        mailings.Send(RequestActivities.MailAboutRequest,
            new RequestMail(request, kind, string.Create(CultureInfo.InvariantCulture, $"{wait?.Visit ?? 0}.{reminder}")));

    /// <summary>Completes when each mail is sent or given up.</summary>
    public Task AllMailsSent() => mailings.AllSent();

    private Task<WaitBegun> Record(RequestStep step, WaitFor? wait, RequestOutcome? outcome) =>
        context.CallActivity(RequestActivities.RecordTransition, new RequestTransition(request, step.Because)
        {
            Stage = step.Stage,
            Wait = wait,
            Outcome = outcome,
            Scored = step.Score,
            Question = step.Question,
            Reason = step.Reason,
            Consumes = step.Consumes,
            MergedInto = step.MergedInto,
            Lifecycle = step.Lifecycle,
            Releases = step.Releases,
            Supersedes = step.Supersedes,
        });
}
