using System.Diagnostics;

namespace PmoFlow.Domain.Organisation;

/// <summary>Roles in words.</summary>
public static class RoleWords
{
    /// <summary>As people say it, within a sentence.</summary>
    public static string Label(this Role role) => role switch
    {
        Role.Requester => "requester",
        Role.Analyst => "analyst",
        Role.Approver => "approver",
        Role.DeliveryLead => "delivery lead",
        Role.FunctionLeader => "function leader",
        Role.Executive => "executive",
        Role.Administrator => "administrator",
        _ => throw new UnreachableException(),
    };
}
