using System.Text.Json.Serialization;
using PmoFlow.Web.Actions;
using PmoFlow.Web.Approvals;
using PmoFlow.Web.Delivery;
using PmoFlow.Web.Development;
using PmoFlow.Web.Health;
using PmoFlow.Web.Intake;
using PmoFlow.Web.Organisation;
using PmoFlow.Web.Portfolio;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Answers;

/// <summary>The JSON of the API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RequestSubmission))]
[JsonSerializable(typeof(SubmittedResource))]
[JsonSerializable(typeof(RequestResource))]
[JsonSerializable(typeof(ListResource<RequestRowResource>))]
[JsonSerializable(typeof(TimelineResource))]
[JsonSerializable(typeof(SavedDraft))]
[JsonSerializable(typeof(UploadResource))]
[JsonSerializable(typeof(NextResource))]
[JsonSerializable(typeof(MessageResource))]
[JsonSerializable(typeof(ConversationResource))]
[JsonSerializable(typeof(TrackedResource))]
[JsonSerializable(typeof(ScreeningResource))]
[JsonSerializable(typeof(ScoreResource))]
[JsonSerializable(typeof(WithdrawalResource))]
[JsonSerializable(typeof(RoundResource))]
[JsonSerializable(typeof(List<RoundResource>))]
[JsonSerializable(typeof(DecisionResource))]
[JsonSerializable(typeof(ProjectResource))]
[JsonSerializable(typeof(ListResource<ProjectResource>))]
[JsonSerializable(typeof(List<HealthCheckResource>))]
[JsonSerializable(typeof(HealthAsking))]
[JsonSerializable(typeof(PlanResource))]
[JsonSerializable(typeof(NoteResource))]
[JsonSerializable(typeof(List<StatusReportResource>))]
[JsonSerializable(typeof(MilestonesResource))]
[JsonSerializable(typeof(MonthsResource))]
[JsonSerializable(typeof(MoneyResource))]
[JsonSerializable(typeof(List<ForecastResource>))]
[JsonSerializable(typeof(RaidResource))]
[JsonSerializable(typeof(List<RaidResource>))]
[JsonSerializable(typeof(NeedsResource))]
[JsonSerializable(typeof(PhasesResource))]
[JsonSerializable(typeof(ClosureWriting))]
[JsonSerializable(typeof(ClosureResource))]
[JsonSerializable(typeof(BenefitEntering))]
[JsonSerializable(typeof(BenefitResource))]
[JsonSerializable(typeof(List<BenefitResource>))]
[JsonSerializable(typeof(ListResource<BenefitResource>))]
[JsonSerializable(typeof(ProgramWriting))]
[JsonSerializable(typeof(PlacingWriting))]
[JsonSerializable(typeof(ProgramResource))]
[JsonSerializable(typeof(ProgramDetailResource))]
[JsonSerializable(typeof(ListResource<ProgramResource>))]
[JsonSerializable(typeof(BenefitsResource))]
[JsonSerializable(typeof(UnitLinesResource))]
[JsonSerializable(typeof(TrendResource))]
[JsonSerializable(typeof(CountedRowsResource))]
[JsonSerializable(typeof(IReadOnlyList<SlipMonthResource>))]
[JsonSerializable(typeof(MovesResource))]
[JsonSerializable(typeof(TickResource))]
[JsonSerializable(typeof(MethodResource))]
[JsonSerializable(typeof(TailoringResource))]
[JsonSerializable(typeof(ProjectGateResource))]
[JsonSerializable(typeof(ProjectDecisionResource))]
[JsonSerializable(typeof(ChangeAskingResource))]
[JsonSerializable(typeof(ChangeResource))]
[JsonSerializable(typeof(List<ChangeResource>))]
[JsonSerializable(typeof(List<BaselineResource>))]
[JsonSerializable(typeof(ActionResource))]
[JsonSerializable(typeof(List<ActionResource>))]
[JsonSerializable(typeof(ListResource<ActionResource>))]
[JsonSerializable(typeof(ActionClosing))]
[JsonSerializable(typeof(ActionOpeningResource))]
[JsonSerializable(typeof(PortfolioResource))]
[JsonSerializable(typeof(IReadOnlyList<PageTime>))]
[JsonSerializable(typeof(OrganisationImported))]
[JsonSerializable(typeof(List<UnitOfDay>))]
[JsonSerializable(typeof(ClockReading))]
[JsonSerializable(typeof(ClockAdvance))]
[JsonSerializable(typeof(IReadOnlyList<MailboxMessage>))]
internal sealed partial class ApiJson : JsonSerializerContext;
