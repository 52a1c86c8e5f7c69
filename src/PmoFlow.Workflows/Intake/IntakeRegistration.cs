using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Workflows.Scoring;

namespace PmoFlow.Workflows.Intake;

internal static class IntakeRegistration
{
    /// <summary>What takes requests in, screens and ranks them, besides the desks that other rooms build on.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<StopSteps>().AddSingleton<StoppedRequests>()
        .AddSingleton<ScreeningWords>().AddSingleton<WorkListQueries>().AddSingleton<NextQueries>().AddSingleton<RequesterReasons>()
        .AddSingleton<AttachmentDesk>().AddSingleton<RevisionDesk>().AddSingleton<RevisionNews>().AddSingleton<TwinQueries>().AddSingleton<DraftDesk>().AddSingleton<ConversationDesk>()
        .AddSingleton<AssessmentDesk>().AddSingleton<RankingQueries>();
}
