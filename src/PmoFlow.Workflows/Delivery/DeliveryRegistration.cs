using Microsoft.Extensions.DependencyInjection;

namespace PmoFlow.Workflows.Delivery;

internal static class DeliveryRegistration
{
    /// <summary>Registers a project's plan, money and risks.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<DeliveryQueries>().AddSingleton<NeedQueries>().AddSingleton<MoneyDesk>().AddSingleton<PlanDesk>().AddSingleton<RaidDesk>()
        .AddSingleton<StatusDesk>().AddSingleton<StatusSteps>().AddSingleton<StatusMails>().AddSingleton<StatusBeginning>().AddSingleton<LeadMails>().AddSingleton<ProjectMigration>().AddSingleton<ProjectSpeakers>()
        .AddSingleton<ControlQueries>().AddSingleton<ProjectGates>().AddSingleton<PhaseDesk>().AddSingleton<ChangeDesk>()
        .AddSingleton<ProjectGateDesk>().AddSingleton<ProjectGateSteps>().AddSingleton<ProjectGateEffects>().AddSingleton<ProjectGateMails>()
        .AddSingleton<ClosureDesk>().AddSingleton<BenefitDesk>().AddSingleton<BenefitLedger>().AddSingleton<BenefitSteps>()
        .AddSingleton<ProjectSeats>().AddSingleton<ProgramLedger>().AddSingleton<ProgramDesk>().AddSingleton<ProgramQueries>();
}
