using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Workshop;

/// <summary>
/// Moves requests to another version: each one's orchestration is told, some at a time, and looked at until it follows the new version
/// or has said why it stays. It goes on after a restart and never does to a request what its preview did not say.
/// </summary>
public static class LifecycleMigration
{
    /// <summary>One instance per migration.</summary>
    public static readonly OrchestrationReference<string, Nothing> Reference = new("LifecycleMigration");

    /// <summary>Tells the next requests; gives how many are left to tell.</summary>
    public static readonly ActivityReference<string, int> TellRequests = new("TellRequests") { Retry = ActivityPolicies.Records };

    /// <summary>Looks at those that were told; gives how many have not answered.</summary>
    public static readonly ActivityReference<string, int> CheckMigration = new("CheckMigration") { Retry = ActivityPolicies.Records };

    /// <summary>Writes down what came of it.</summary>
    public static readonly ActivityReference<string, Nothing> FinishMigration = new("FinishMigration") { Retry = ActivityPolicies.Records };

    /// <summary>The instance of a migration.</summary>
    public static string InstanceId(string migration) => $"migration:{migration}";

    // A request that is held up by an administrator answers when it is released: that may take days, and is looked at less and less often.
    private const int MostLooks = 24;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, string migration)
    {
        while (await context.CallActivity(TellRequests, migration) > 0)
            continue;
        for (var look = 0; look < MostLooks && await context.CallActivity(CheckMigration, migration) > 0; look++)
        {
            var pause = TimeSpan.FromSeconds(Math.Pow(2, look));
            await context.CreateTimer(context.UtcNow + (pause < LongestPause ? pause : LongestPause));
        }
        return await context.CallActivity(FinishMigration, migration);
    }
}
