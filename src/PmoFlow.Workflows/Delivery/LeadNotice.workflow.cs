using PmoFlow.Domain;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Delivery;

/// <summary>That a project became somebody's.</summary>
/// <param name="Project">Which.</param>
/// <param name="Lead">Whose, a mail address.</param>
/// <param name="By">Who says so.</param>
/// <param name="Number">How far its timeline was.</param>
public sealed record LeadNamed(ProjectId Project, string Lead, string By, int Number)
{
    internal string InstanceId => FormattableString.Invariant($"{Project}:lead:{Number}");
}

/// <summary>Tells a lead that a project is theirs now.</summary>
public static class LeadNotice
{
    /// <summary>One instance per naming.</summary>
    public static readonly OrchestrationReference<LeadNamed, Nothing> Reference = new("LeadNotice");

    /// <summary>Writes to the lead, unless it is somebody else's again.</summary>
    public static readonly ActivityReference<LeadNamed, Nothing> MailLead = new("MailLead") { Retry = ActivityPolicies.Mail };

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, LeadNamed named)
    {
        var mails = new Mailings(context);
        mails.Send(MailLead, named);
        await mails.AllSent();
        return default;
    }
}
