namespace PmoFlow.Domain.Organisation;

/// <summary>What can be asked of the office by somebody signed in.</summary>
public enum Permission
{
    /// <summary>See every request, its answers and its timeline.</summary>
    SeeRequests,

    /// <summary>Qualify, ask, decline, score; see the work list.</summary>
    WorkOnRequests,

    /// <summary>Decide at a gate where one has a seat.</summary>
    Decide,

    /// <summary>See projects, their health and actions.</summary>
    SeeProjects,

    /// <summary>Change or close projects that one leads.</summary>
    LeadProjects,

    /// <summary>Change or close any project.</summary>
    RunProjects,

    /// <summary>Close an improvement action that one does not own.</summary>
    RunActions,

    /// <summary>See dashboards.</summary>
    SeeDashboards,

    /// <summary>Bring in files.</summary>
    Import,

    /// <summary>See and change people, lifecycles and the engine.</summary>
    Administer,
}

/// <summary>Who may do what: the one table that every page and endpoint asks.</summary>
public static class Access
{
    private static readonly Role[] Staff =
        [Role.Analyst, Role.Approver, Role.DeliveryLead, Role.FunctionLeader, Role.Executive, Role.Administrator];

    private static readonly Dictionary<Permission, Role[]> Table = new()
    {
        [Permission.SeeRequests] = [Role.Analyst, Role.Approver, Role.FunctionLeader, Role.Executive, Role.Administrator],
        [Permission.WorkOnRequests] = [Role.Analyst, Role.Administrator],
        [Permission.Decide] = [Role.Approver, Role.FunctionLeader, Role.Executive],
        [Permission.SeeProjects] = Staff,
        [Permission.LeadProjects] = [Role.DeliveryLead, Role.Analyst, Role.Administrator],
        [Permission.RunProjects] = [Role.Analyst, Role.Administrator],
        [Permission.RunActions] = [Role.Analyst, Role.FunctionLeader, Role.Administrator],
        [Permission.SeeDashboards] = Staff,
        [Permission.Import] = [Role.Analyst, Role.Administrator],
        [Permission.Administer] = [Role.Administrator],
    };

    /// <summary>Whether that role brings that permission.</summary>
    public static bool Allows(Role role, Permission permission) => Table[permission].Contains(role);

    /// <summary>Whether any of the person's roles brings that permission.</summary>
    public static bool Allows(Person person, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Roles.Any(role => Allows(role, permission));
    }

    /// <summary>The roles that bring that permission, for a refusal that says whom to ask.</summary>
    public static IReadOnlyList<Role> RolesFor(Permission permission) => Table[permission];
}
