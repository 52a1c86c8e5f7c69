using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Import;

/// <summary>Puts imports together.</summary>
internal static class ImportRegistration
{
    public static IServiceCollection AddImport(this IServiceCollection services) => services
        .AddSingleton<FileIntake>().AddSingleton<ImportedRows>().AddSingleton<ImportPlans>().AddSingleton<MappingTurn>().AddSingleton<UploadMarks>().AddSingleton<ImportUnits>()
        .AddSingleton<ProjectIdentities>().AddSingleton<ProjectIntake>().AddSingleton<DemandIntake>().AddSingleton<UnmentionedProjects>().AddSingleton<ImportSteps>()
        .AddSingleton(s => new ImportDesk(
            s.GetRequiredService<ITableStore>(), s.GetRequiredService<IOrchestrationClient>(), s.GetRequiredService<LifecycleLibrary>(),
            s.GetRequiredService<OfficeSettings>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<FileIntake>(),
            s.GetRequiredService<ImportPlans>(), s.GetRequiredService<ImportedRows>(), s.GetRequiredService<MappingTurn>(),
            s.GetRequiredService<UploadMarks>()));
}
