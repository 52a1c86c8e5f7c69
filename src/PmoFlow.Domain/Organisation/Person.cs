namespace PmoFlow.Domain.Organisation;

/// <summary>Somebody whom the office knows by mail address.</summary>
/// <param name="Email">Identifies the person; compared without case, kept in lower case.</param>
/// <param name="Name">As they write it.</param>
/// <param name="Unit">Where they work; leaders lead it, and see it with the units below it.</param>
/// <param name="Roles">What they are to the office.</param>
public sealed record Person(string Email, string Name, UnitId Unit, IReadOnlyList<Role> Roles)
{
    /// <summary>A mail address as it is compared and kept.</summary>
#pragma warning disable CA1308 // Mail addresses are shown in lower case; this is no security comparison by upper case.
    public static string Normalise(string email) => email.Trim().ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>Whether they have that role.</summary>
    public bool Is(Role role) => Roles.Contains(role);
}

/// <summary>What a person can be to the office. A requester needs no entry: the link from the mail is enough.</summary>
public enum Role
{
    /// <summary>Asks for something; acts by link.</summary>
    Requester,

    /// <summary>Screens, scores and keeps the office's records true.</summary>
    Analyst,

    /// <summary>Sits at gates.</summary>
    Approver,

    /// <summary>Delivers projects and answers their health checks.</summary>
    DeliveryLead,

    /// <summary>Leads a function.</summary>
    FunctionLeader,

    /// <summary>Answers for the enterprise's portfolio.</summary>
    Executive,

    /// <summary>Runs the installation.</summary>
    Administrator,
}
