using PmoFlow.Domain.Organisation;
using Xunit;

namespace PmoFlow.Domain.Tests.Organisation;

/// <summary>The office's table of who may do what, written a second time so that no right is given or taken by accident.</summary>
public sealed class AccessTests
{
    private const string Table = """
                       | Requester | Analyst | Approver | DeliveryLead | FunctionLeader | Executive | Administrator
        SeeRequests    |           |    x    |    x     |              |       x        |     x     |      x
        WorkOnRequests |           |    x    |          |              |                |           |      x
        Decide         |           |         |    x     |              |       x        |     x     |
        SeeProjects    |           |    x    |    x     |      x       |       x        |     x     |      x
        LeadProjects   |           |    x    |          |      x       |                |           |      x
        RunProjects    |           |    x    |          |              |                |           |      x
        RunActions     |           |    x    |          |              |       x        |           |      x
        SeeDashboards  |           |    x    |    x     |      x       |       x        |     x     |      x
        Import         |           |    x    |          |              |                |           |      x
        Administer     |           |         |          |              |                |           |      x
        """;

    public static TheoryData<Permission, Role, bool> Cells()
    {
        var rows = Table.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        var cells = new TheoryData<Permission, Role, bool>();
        foreach (var row in rows.Skip(1))
        {
            for (var column = 1; column < row.Length; column++)
                cells.Add(Enum.Parse<Permission>(row[0]), Enum.Parse<Role>(rows[0][column]), row[column] == "x");
        }
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void each_role_may_do_what_the_table_says(Permission permission, Role role, bool may)
    {
        Assert.Equal(may, Access.Allows(role, permission));
        Assert.Equal(may, Access.RolesFor(permission).Contains(role));
        Assert.Equal(may, Access.Allows(new Person("kim@example.org", "Kim", new UnitId("pmo"), [role]), permission));
    }

    [Fact]
    public void the_table_has_every_permission_and_every_role() =>
        Assert.Equal(Enum.GetValues<Permission>().Length * Enum.GetValues<Role>().Length, Cells().Count);

    [Fact]
    public void who_has_several_roles_may_do_what_any_of_them_may()
    {
        var person = new Person("kim@example.org", "Kim", new UnitId("pmo"), [Role.Approver, Role.DeliveryLead]);

        Assert.True(Access.Allows(person, Permission.Decide));
        Assert.True(Access.Allows(person, Permission.LeadProjects));
        Assert.False(Access.Allows(person, Permission.Import));
    }

    [Fact]
    public void who_has_no_role_may_do_nothing() =>
        Assert.All(Enum.GetValues<Permission>(), p => Assert.False(Access.Allows(new Person("kim@example.org", "Kim", new UnitId("pmo"), []), p)));
}
