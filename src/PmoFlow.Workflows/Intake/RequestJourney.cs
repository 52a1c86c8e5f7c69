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
internal sealed class RequestJourney
{
    private readonly OrchestrationContext context;
    private readonly RequestId request;
    private readonly EventWaits events;
    private readonly Mailings mailings;
    private readonly RequestMoves moves;

    /// <param name="context">The orchestration's.</param>
    /// <param name="request">Whose journey.</param>
    /// <param name="begun">What it begins with.</param>
    /// <param name="versions">Every version that it can be moved to.</param>
    public RequestJourney(OrchestrationContext context, RequestId request, Lifecycle begun, Func<LifecycleVersion, Lifecycle> versions)
    {
        (this.context, this.request, events, mailings) = (context, request, new(context), new(context));
        moves = new(context, request, events, begun, versions);
    }

    /// <summary>What it follows now.</summary>
    public Lifecycle Lifecycle => moves.Lifecycle;

    /// <summary>Whether the requester has withdrawn it.</summary>
    public bool IsWithdrawn => WithdrawnByRequester.IsCompleted;

    // Withdrawal answers no wait in particular; its number is 0.
    private Task<Posted<Withdrawn>> WithdrawnByRequester => events.Next(RequestEvents.Withdrawn, visit: 0);

    /// <summary>A stage as the version has it that it follows now.</summary>
    public T Now<T>(T stage) where T : LifecycleStage => (T)Lifecycle.Stage(stage.Name);

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
    public async Task<Posted<T>?> AnalystActs<T>(
        EventReference<Posted<T>> eventReference, WaitBegun wait, string stage, Func<LifecycleStage, WaitFor> again)
    {
        var (acted, moment, reminder) = (events.Next(eventReference, wait.Visit), wait.Due, 0);
        while (true)
        {
            if (!await context.Before(moment, acted, WithdrawnByRequester, moves.Asked))
            {
                Mail(RequestMailKind.AnalystsReminded, wait, ++reminder);
                moment = context.UtcNow + TimeSpan.FromDays(Math.Pow(2, Math.Min(reminder, 8)));
            }
            else if (acted.IsCompleted || IsWithdrawn)
            {
                return acted.IsCompleted ? await acted : null;
            }
            else if (await moves.Take(stage, again) is { } moved && reminder == 0)
            {
                moment = moved.Due;
            }
        }
    }

    /// <summary>Waits for the requester's answer with reminders; null where it never comes or the requester withdraws.</summary>
    public async Task<Posted<InformationProvided>?> RequesterAnswers(WaitBegun wait, string stage, Func<LifecycleStage, WaitFor> again)
    {
        var (answered, reminder) = (events.Next(RequestEvents.InformationProvided, wait.Visit), 0);
        while (true)
        {
            var last = reminder >= wait.Reminders.Count;
            if (!await context.Before(last ? wait.Due : wait.Reminders[reminder], answered, WithdrawnByRequester, moves.Asked))
            {
                if (last)
                    return null;
                Mail(RequestMailKind.AskedAgain, wait, ++reminder);
            }
            else if (answered.IsCompleted || IsWithdrawn)
            {
                return answered.IsCompleted ? await answered : null;
            }
            else if (await moves.Take(stage, again) is { } moved)
            {
                // Reminders that the new version would have sent already are not sent now.
                wait = moved;
                reminder = Math.Max(reminder, wait.Reminders.Count(moment => moment <= context.UtcNow));
            }
        }
    }

    /// <summary>Waits for the day on which a deferred request comes back; the analyst's word where one brings it back before that.</summary>
    public async Task<Posted<BroughtBack>?> DayComes(WaitBegun wait, string stage)
    {
        var early = events.Next(RequestEvents.BroughtBack, wait.Visit);
        while (await context.Before(wait.Due, early, WithdrawnByRequester, moves.Asked) && !early.IsCompleted && !IsWithdrawn)
            await moves.Take(stage);
        return early.IsCompleted ? await early : null;
    }

    /// <summary>Runs the gates of a stage; a withdrawal, a recall, a change of the request or of its process voids them.</summary>
    public async Task<StageResult> RunGates(LifecycleStage.Approval stage, RequestStep step)
    {
        var arrival = await Record(step, null, null);
        var stops = new GateStops(
            WithdrawnByRequester, events.Next(RequestEvents.Recalled, arrival.Visit), events.Next(RequestEvents.Revised, arrival.Visit), moves, stage.Name);
        var result = await new StageGates(context, request, Lifecycle, stage).Run(arrival, step.Changes, stops);
        result = await stops.End(result, Now(stage).Recalled ?? Lifecycle.Start);
        if (result.IsStopped && !IsWithdrawn && result is { Recalled: null, Revised: null })
            result = result with { IsMoved = await moves.Take(stage.Name) is not null };
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
            DeliveryCycle.Reference, project.Value, new DeliveryCycleInput(project, Lifecycle.Id, stage.Name, Number: 1));
        Task first;
        while ((first = await Task.WhenAny(delivery, WithdrawnByRequester, moves.Asked)) != delivery && !IsWithdrawn)
        {
            if (await moves.Take(stage.Name) is not null)
                context.SendEvent(project.Value, DeliveryEvents.Migrated, moves.OfProject());
        }
        if (first != delivery)
        {
            var withdrawn = await WithdrawnByRequester;
            context.SendEvent(project.Value, DeliveryEvents.Closed, new Posted<ProjectClosed>(
                withdrawn.Key, 0, withdrawn.Actor, withdrawn.At, new ProjectClosed(withdrawn.What.ByOffice ? "The office withdrew the request." : "The requester withdrew the request.")));
        }
        return await delivery;
    }

    /// <summary>The step of a withdrawn request.</summary>
    public async Task<RequestStep> Withdraw() => RequestStep.Withdrawn(await WithdrawnByRequester, Lifecycle);

    /// <summary>Joins it to the request that it is merged into.</summary>
    /// <returns>Why that cannot be any more, or null where it is done.</returns>
    public async Task<string?> Join(Posted<Screened> screened) => (await context.CallActivity(
        RequestActivities.JoinRequest, new RequestMerger(request, screened.What.Into!.Value, screened.Actor.Email))).WhyNot;

    /// <summary>Enters the end.</summary>
    public async Task<RequestOutcome> End(RequestStep step)
    {
        var outcome = step.Outcome ?? ((LifecycleStage.End)Lifecycle.Stage(step.Stage)).Outcome;
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
            IsByOffice = step.IsByOffice ? true : null,
        });
}
