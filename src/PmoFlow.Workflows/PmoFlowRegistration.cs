using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Digests;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Import;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Operations;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Webhooks;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Workflows;

/// <summary>Puts the office together.</summary>
public static class PmoFlowRegistration
{
    /// <summary>
    /// Registers the process. The host brings the platform: <see cref="Platform.Tables.ITableStore"/>,
    /// <see cref="Platform.Orchestrations.IOrchestrationClient"/>, <see cref="Platform.Mail.IMailTransport"/> and a
    /// <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddPmoFlow(this IServiceCollection services, OfficeSettings office, LifecycleLibrary lifecycles) =>
        services
            .AddSingleton(new ReplySettings(office.ReplyDomain)).AddSingleton(office).AddSingleton(lifecycles).AddSingleton(_ => OfficeCatalog.Build(lifecycles))
            .AddSingleton<Links>().AddSingleton<OfficeDirectory>().AddSingleton<AccessTokens>().AddSingleton<UnitCalendars>().AddSingleton<Outbox>().AddSingleton<UndeliveredMails>()
            .AddSingleton<OrchestrationInbox>().AddSingleton<InboxSweep>().AddSingleton<VisitsOver>()
            .AddSingleton<SummaryLedger>().AddSingleton<SummaryChanges>().AddSingleton<SummaryMarks>().AddSingleton<SummaryRebuild>().AddSingleton<Boards>().AddSingleton<Trends>().AddSingleton<BoardRows>().AddSingleton<ContributionQueries>()
            .AddSingleton<DashboardQueries>().AddSingleton<UnitRegister>().AddSingleton<OrganisationImport>().AddSingleton<RatingHistory>()
            .AddSingleton<RequestLists>().AddSingleton<RequestLedger>().AddSingleton<RequestDesk>().AddSingleton<ScreeningDesk>()
            .AddSingleton<TrackingDesk>().AddSingleton<RequestQueries>().AddSingleton<MergerClaims>().AddSingleton<RequestSteps>().AddSingleton<RequestMails>().AddSingleton<Receipts>()
            .AddSingleton<GateLedger>().AddSingleton<SeatFinder>().AddSingleton<SeatLinks>().AddSingleton<ReplyAddresses>().AddSingleton<ReplyDesk>().AddSingleton<SeatLists>().AddSingleton<SeatSteps>()
            .AddSingleton<SeatDesk>().AddSingleton<SeatFollowing>().AddSingleton<ConditionSteps>().AddSingleton<DigestBox>().AddSingleton<DigestMails>().AddSingleton<ApprovalDesk>().AddSingleton<GateSteps>().AddSingleton<GateMails>()
            .AddSingleton<ProjectLedger>().AddSingleton<ProjectDesk>().AddSingleton<ProjectQueries>().AddSingleton<DeliverySteps>()
            .AddHealth()
            .AddSingleton<ActionLedger>().AddSingleton<ActionDesk>().AddSingleton<ActionEndings>().AddSingleton<RecoveryClaims>().AddSingleton<ActionSteps>().AddSingleton<ActionOpenings>().AddSingleton<ActionRegister>().AddSingleton<ActionMails>()
            .AddDelivery()
            .AddSingleton<CommandLog>().AddSingleton<OperationsQueries>().AddSingleton<OperationsDesk>()
            .AddIntake().AddImport().AddWorkshop().AddWebhooks(office).AddDigests();
}
