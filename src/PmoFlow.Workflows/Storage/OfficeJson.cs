using System.Text.Json.Serialization;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Digests;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Domain.Scoring;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Digests;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Import;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Operations;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Webhooks;

namespace PmoFlow.Workflows.Storage;

/// <summary>The JSON of tables and histories. Shapes live for years: members are only ever added, and added ones are optional.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(RequestRecord))]
[JsonSerializable(typeof(RequestRow))]
[JsonSerializable(typeof(TimelineEntry))]
[JsonSerializable(typeof(GateRound))]
[JsonSerializable(typeof(SupersededDecision))]
[JsonSerializable(typeof(ProjectRecord))]
[JsonSerializable(typeof(HealthCheckRecord))]
[JsonSerializable(typeof(ActionRecord))]
[JsonSerializable(typeof(UnitSummary))]
[JsonSerializable(typeof(Contribution))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(Unit))]
[JsonSerializable(typeof(KnownPeriod))]
[JsonSerializable(typeof(SummaryMark))]
[JsonSerializable(typeof(OrganisationChange))]
[JsonSerializable(typeof(SummaryFormat))]
[JsonSerializable(typeof(SeatRow))]
[JsonSerializable(typeof(AccessToken))]
[JsonSerializable(typeof(PersonSettings))]
[JsonSerializable(typeof(OrganisationMark))]
[JsonSerializable(typeof(LinkRecord))]
[JsonSerializable(typeof(InboxItem))]
[JsonSerializable(typeof(PendingItem))]
[JsonSerializable(typeof(OutboxItem))]
[JsonSerializable(typeof(DigestItem))]
[JsonSerializable(typeof(DigestInput))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(RequestLifecycleInput))]
[JsonSerializable(typeof(RequestStopInput))]
[JsonSerializable(typeof(RequestTransition))]
[JsonSerializable(typeof(WaitBegun))]
[JsonSerializable(typeof(RequestMail))]
[JsonSerializable(typeof(Posted<Screened>))]
[JsonSerializable(typeof(Posted<BroughtBack>))]
[JsonSerializable(typeof(RequestMerger))]
[JsonSerializable(typeof(RequestJoined))]
[JsonSerializable(typeof(WorkIndexState))]
[JsonSerializable(typeof(Assessment))]
[JsonSerializable(typeof(RequestRevision))]
[JsonSerializable(typeof(RequestMessage))]
[JsonSerializable(typeof(RequestWords))]
[JsonSerializable(typeof(RequestDraft))]
[JsonSerializable(typeof(DraftEnd))]
[JsonSerializable(typeof(ReceiptsOfDay))]
[JsonSerializable(typeof(SilentRequest))]
[JsonSerializable(typeof(AttachmentRecord))]
[JsonSerializable(typeof(AttachmentReview))]
[JsonSerializable(typeof(AttachmentReviewed))]
[JsonSerializable(typeof(Posted<Scored>))]
[JsonSerializable(typeof(Posted<InformationProvided>))]
[JsonSerializable(typeof(Posted<Withdrawn>))]
[JsonSerializable(typeof(Posted<Decided>))]
[JsonSerializable(typeof(Posted<Reseated>))]
[JsonSerializable(typeof(Posted<Recalled>))]
[JsonSerializable(typeof(Posted<RequestRevised>))]
[JsonSerializable(typeof(Posted<Migrated>))]
[JsonSerializable(typeof(RequestMigration))]
[JsonSerializable(typeof(Posted<HealthAnswered>))]
[JsonSerializable(typeof(Posted<ProjectClosed>))]
[JsonSerializable(typeof(Posted<ProjectMigrated>))]
[JsonSerializable(typeof(Posted<ActionClosed>))]
[JsonSerializable(typeof(Voided))]
[JsonSerializable(typeof(ApprovalGateInput))]
[JsonSerializable(typeof(GateResult))]
[JsonSerializable(typeof(GateOpening))]
[JsonSerializable(typeof(GateOpened))]
[JsonSerializable(typeof(GateInvitation))]
[JsonSerializable(typeof(GateDecision))]
[JsonSerializable(typeof(GateClosing))]
[JsonSerializable(typeof(GateReseating))]
[JsonSerializable(typeof(GateReseated))]
[JsonSerializable(typeof(GateResting))]
[JsonSerializable(typeof(ConditionsOpening))]
[JsonSerializable(typeof(DeliveryCycleInput))]
[JsonSerializable(typeof(ProjectCreation))]
[JsonSerializable(typeof(LeadNamed))]
[JsonSerializable(typeof(NextHealthCheck))]
[JsonSerializable(typeof(ProjectClosing))]
[JsonSerializable(typeof(Posted<BenefitAnswered>))]
[JsonSerializable(typeof(BenefitReviewInput))]
[JsonSerializable(typeof(NextBenefitReview))]
[JsonSerializable(typeof(BenefitAsked))]
[JsonSerializable(typeof(BenefitMail))]
[JsonSerializable(typeof(BenefitClosing))]
[JsonSerializable(typeof(Posted<ProjectDecided>))]
[JsonSerializable(typeof(ProjectGateInput))]
[JsonSerializable(typeof(ProjectGateOpening))]
[JsonSerializable(typeof(ProjectGateAsked))]
[JsonSerializable(typeof(ProjectDecision))]
[JsonSerializable(typeof(ProjectGateClosing))]
[JsonSerializable(typeof(ProjectGateEnd))]
[JsonSerializable(typeof(ProjectGateMail))]
[JsonSerializable(typeof(Posted<StatusSubmitted>))]
[JsonSerializable(typeof(StatusCycleInput))]
[JsonSerializable(typeof(NextStatusReport))]
[JsonSerializable(typeof(StatusAsked))]
[JsonSerializable(typeof(StatusMail))]
[JsonSerializable(typeof(StatusClosing))]
[JsonSerializable(typeof(HealthCheckInput))]
[JsonSerializable(typeof(HealthAsked))]
[JsonSerializable(typeof(HealthMail))]
[JsonSerializable(typeof(HealthRecording))]
[JsonSerializable(typeof(HealthRated))]
[JsonSerializable(typeof(HealthAlarms))]
[JsonSerializable(typeof(Posted<HealthReviewed>))]
[JsonSerializable(typeof(HealthReviewAsked))]
[JsonSerializable(typeof(HealthReviewRecording))]
[JsonSerializable(typeof(HealthReviewEnd))]
[JsonSerializable(typeof(HealthWatchInput))]
[JsonSerializable(typeof(HealthLook))]
[JsonSerializable(typeof(ActionFollowUpInput))]
[JsonSerializable(typeof(ActionOpening))]
[JsonSerializable(typeof(ActionMail))]
[JsonSerializable(typeof(ActionClosing))]
[JsonSerializable(typeof(ActionMeasuring))]
[JsonSerializable(typeof(ActionMeasured))]
[JsonSerializable(typeof(ImportFileInput))]
[JsonSerializable(typeof(RowsToImport))]
[JsonSerializable(typeof(ImportProgress))]
[JsonSerializable(typeof(DigestSubscription))]
[JsonSerializable(typeof(WeeklyDigestInput))]
[JsonSerializable(typeof(DigestPlan))]
[JsonSerializable(typeof(WeeklyIssue))]
[JsonSerializable(typeof(WebhookQueueInput))]
[JsonSerializable(typeof(WebhookTurn))]
[JsonSerializable(typeof(CommandRecord))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
public sealed partial class OfficeJson : JsonSerializerContext;
