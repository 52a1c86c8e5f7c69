using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Digests;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Import;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Webhooks;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Workflows;

/// <summary>Every orchestration and activity of the office by name. An orchestration reads its lifecycle here: a version never changes.</summary>
public static class OfficeCatalog
{
    /// <summary>The catalog that a platform runs.</summary>
    public static OrchestrationCatalog Build(LifecycleLibrary lifecycles)
    {
        ArgumentNullException.ThrowIfNull(lifecycles);
        return new OrchestrationCatalog(OfficeJson.Default.Options)
            .Add(RequestLifecycle.Reference, (context, input) => RequestLifecycle.Run(context, input, lifecycles.Await),
                input => lifecycles.Pinned(input.Lifecycle))
            .Add(MessageNotice.Reference, MessageNotice.Run)
            .Add(MessageNotice.KeepMessage, (services, activity, input) => services.Get<ConversationDesk>().Keep(activity, input))
            .Add(MessageNotice.MailMessage, (services, activity, input) => services.Get<ConversationDesk>().Mail(activity, input))
            .Add(AttachmentHold.Reference, AttachmentHold.Run)
            .Add(AttachmentHold.ReviewAttachment, (services, activity, input) => services.Get<AttachmentDesk>().Review(activity, input))
            .Add(ApprovalGate.Reference, (context, input) => ApprovalGate.Run(
                context, input, ((LifecycleStage.Approval)lifecycles.Await(input.Lifecycle).Stage(input.Gate)).Policy(input.Part)), input => lifecycles.Pinned(input.Lifecycle))
            .Add(DeliveryCycle.Reference, DeliveryCycle.Run)
            .Add(LeadNotice.Reference, LeadNotice.Run)
            .Add(LeadNotice.MailLead, (services, activity, input) => services.Get<LeadMails>().Send(activity, input))
            .Add(StatusCycle.Reference, StatusCycle.Run)
            .Add(StatusActivities.PlanStatusReport, (services, activity, input) => services.Get<StatusSteps>().Plan(activity, input))
            .Add(StatusActivities.OpenStatusReport, (services, activity, input) => services.Get<StatusSteps>().Open(activity, input))
            .Add(StatusActivities.MailAboutStatus, (services, activity, input) => services.Get<StatusMails>().Send(activity, input))
            .Add(StatusActivities.MarkStatusLate, (services, activity, input) => services.Get<StatusSteps>().MarkLate(activity, input))
            .Add(StatusActivities.CloseStatusReport, (services, activity, input) => services.Get<StatusSteps>().Close(activity, input))
            .Add(ProjectGateCycle.Reference, ProjectGateCycle.Run)
            .Add(ProjectGateActivities.OpenProjectGate, (services, activity, input) => services.Get<ProjectGateSteps>().Open(activity, input))
            .Add(ProjectGateActivities.CountProjectDecision, (services, activity, input) => services.Get<ProjectGateSteps>().Count(activity, input))
            .Add(ProjectGateActivities.CloseProjectGate, (services, activity, input) => services.Get<ProjectGateSteps>().Close(activity, input))
            .Add(ProjectGateActivities.MailAboutProjectGate, (services, activity, input) => services.Get<ProjectGateMails>().Send(activity, input))
            .Add(BenefitReview.Reference, BenefitReview.Run)
            .Add(BenefitActivities.PlanBenefitReview, (services, activity, input) => services.Get<BenefitSteps>().Plan(activity, input))
            .Add(BenefitActivities.OpenBenefitReview, (services, activity, input) => services.Get<BenefitSteps>().Open(activity, input))
            .Add(BenefitActivities.MailAboutBenefit, (services, activity, input) => services.Get<BenefitSteps>().Mail(activity, input))
            .Add(BenefitActivities.MarkBenefitLate, (services, activity, input) => services.Get<BenefitSteps>().MarkLate(activity, input))
            .Add(BenefitActivities.CloseBenefitReview, (services, activity, input) => services.Get<BenefitSteps>().Close(activity, input))
            .Add(HealthCheckCycle.Reference, HealthCheckCycle.Run)
            .Add(ActionFollowUp.Reference, ActionFollowUp.Run)
            .Add(RequestActivities.RecordTransition, (services, activity, input) => services.Get<RequestSteps>().Record(activity, input))
            .Add(MigrationActivities.RecordMigration, (services, activity, input) => services.Get<RequestSteps>().Move(activity, input))
            .Add(RequestActivities.JoinRequest, (services, activity, input) => services.Get<RequestSteps>().Join(activity, input))
            .Add(RequestStop.Reference, RequestStop.Run)
            .Add(RequestActivities.StopRequest, (services, activity, input) => services.Get<StopSteps>().Stop(activity, input))
            .Add(RequestActivities.MailAboutRequest, (services, activity, input) => services.Get<RequestMails>().Send(activity, input))
            .Add(GateActivities.OpenGate, (services, activity, input) => services.Get<GateSteps>().Open(activity, input))
            .Add(GateActivities.InviteApprover, (services, activity, input) => services.Get<GateMails>().Invite(activity, input))
            .Add(GateActivities.RecordDecision, (services, activity, input) => services.Get<GateSteps>().Decide(activity, input))
            .Add(GateActivities.ReseatGate, (services, activity, input) => services.Get<SeatSteps>().Reseat(activity, input))
            .Add(GateActivities.RestGate, (services, activity, input) => services.Get<SeatSteps>().Rest(activity, input))
            .Add(GateActivities.OpenConditions, (services, activity, input) => services.Get<ConditionSteps>().Open(activity, input))
            .Add(DailyDigest.Reference, DailyDigest.Run)
            .Add(DailyDigest.SendDigest, (services, activity, input) => services.Get<DigestMails>().Send(activity, input))
            .Add(WeeklyDigest.Reference, WeeklyDigest.Run)
            .Add(WeeklyDigest.PlanWeeklyDigest, (services, activity, input) => services.Get<DigestSteps>().Plan(activity, input))
            .Add(WeeklyDigest.SendWeeklyDigest, (services, activity, input) => services.Get<DigestSteps>().Send(activity, input))
            .Add(GateActivities.CloseGate, (services, activity, input) => services.Get<GateSteps>().Close(activity, input))
            .Add(DeliveryActivities.CreateProject, (services, activity, input) => services.Get<DeliverySteps>().Create(activity, input))
            .Add(DeliveryActivities.PlanHealthCheck, (services, activity, input) => services.Get<DeliverySteps>().PlanHealthCheck(activity, input))
            .Add(DeliveryActivities.CloseProject, (services, activity, input) => services.Get<DeliverySteps>().Close(activity, input))
            .Add(HealthActivities.OpenHealthCheck, (services, activity, input) => services.Get<HealthSteps>().Open(activity, input))
            .Add(HealthActivities.AskForHealth, (services, activity, input) => services.Get<HealthMails>().Ask(activity, input))
            .Add(HealthActivities.RecordHealth, (services, activity, input) => services.Get<HealthSteps>().Record(activity, input))
            .Add(HealthReview.Reference, HealthReview.Run)
            .Add(HealthReviewActivities.AssignReviewer, (services, activity, input) => services.Get<HealthReviewSteps>().Assign(activity, input))
            .Add(HealthReviewActivities.AskForReview, (services, activity, input) => services.Get<HealthReviewMails>().Ask(activity, input))
            .Add(HealthReviewActivities.RecordReview, (services, activity, input) => services.Get<HealthReviewSteps>().Record(activity, input))
            .Add(HealthWatch.Reference, HealthWatch.Run)
            .Add(HealthWatchActivities.LookAtProject, (services, activity, input) => services.Get<HealthReviewSteps>().Look(activity, input))
            .Add(ActionActivities.OpenRecoveryAction, (services, activity, input) => services.Get<ActionSteps>().OpenRecovery(activity, input))
            .Add(ActionActivities.MailAboutAction, (services, activity, input) => services.Get<ActionMails>().Send(activity, input))
            .Add(ActionActivities.MeasureAction, (services, activity, input) => services.Get<ActionSteps>().Measure(activity, input))
            .Add(ActionActivities.CloseAction, (services, activity, input) => services.Get<ActionSteps>().Close(activity, input))
            .Add(LifecycleTrial.Reference, LifecycleTrial.Run)
            .Add(LifecycleTrial.RunTrial, (services, activity, input) => services.Get<TrialSteps>().Run(activity, input))
            .Add(WebhookQueue.Reference, WebhookQueue.Run)
            .Add(WebhookQueue.SendNextEvent, (services, activity, input) => services.Get<WebhookSteps>().Send(activity, input))
            .Add(LifecycleMigration.Reference, LifecycleMigration.Run)
            .Add(LifecycleMigration.TellRequests, (services, activity, input) => services.Get<MigrationSteps>().Tell(activity, input))
            .Add(LifecycleMigration.CheckMigration, (services, activity, input) => services.Get<MigrationSteps>().Check(activity, input))
            .Add(LifecycleMigration.FinishMigration, (services, activity, input) => services.Get<MigrationSteps>().Finish(activity, input))
            .Add(ImportFile.Reference, ImportFile.Run)
            .Add(ImportActivities.PlanImport, (services, activity, input) => services.Get<ImportSteps>().Plan(activity, input))
            .Add(ImportActivities.ImportRows, (services, activity, input) => services.Get<ImportSteps>().Import(activity, input))
            .Add(ImportActivities.FinishImport, (services, activity, input) => services.Get<ImportSteps>().Finish(activity, input));
    }

    private static PinnedVersion Pinned(this LifecycleLibrary lifecycles, LifecycleVersion version) =>
        new($"lifecycle {version}", lifecycles.Find(version) is not null);

    private static T Get<T>(this IServiceProvider services) =>
        (T)(services.GetService(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not registered; call AddPmoFlow."));
}
