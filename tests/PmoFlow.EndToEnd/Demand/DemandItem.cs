using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>One request to be sent and what shall become of it.</summary>
internal sealed record DemandItem(int Number, string Title, string Description, decimal? Cost)
{
    public bool IsApproved => Number % 2 == 0;

    public string Key => FormattableString.Invariant($"demand-{Number}");

    public string RequesterName => FormattableString.Invariant($"Sponsor {Number}");

    public string RequesterEmail => FormattableString.Invariant($"sponsor.{Number}@example.org");

    public string Lead => People.Leads[Number % People.Leads.Count];

    /// <summary>
    /// What each approver says: two of three agree, so that the verdict does not hang on who is first; who disagrees changes.
    /// </summary>
    public string DecisionOf(int approver) => (approver == Number % 3) != IsApproved ? "approve" : "decline";

    /// <summary>The body of its submission.</summary>
    public object Submission() => new
    {
        title = Title,
        description = Description,
        requester = new { name = RequesterName, email = RequesterEmail },
        fields = Cost is { } cost ? new Dictionary<string, object> { ["cost"] = cost } : [],
    };
}
