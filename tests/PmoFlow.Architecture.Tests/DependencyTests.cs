using System.Xml.Linq;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using static ArchUnitNET.Fluent.Slices.SliceRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace PmoFlow.Architecture.Tests;

/// <summary>Dependencies point inward: the process knows no platform, no platform knows of a PMO.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<Assembly, Assembly[]> MayUse = new()
    {
        [House.Domain] = [],
        [House.Platform] = [],
        [House.Workflows] = [House.Domain, House.Platform],
        [House.Web] = [House.Workflows, House.Domain, House.Platform],
        [House.Embedded] = [House.Platform],
        [House.Azure] = [House.Platform],
    };

    public static TheoryData<string> Rooms() => [.. MayUse.Keys.Select(room => room.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void a_room_uses_only_those_it_may(string name)
    {
        var room = MayUse.Keys.Single(r => r.GetName().Name == name);
        foreach (var other in House.All.Where(other => other != room && !MayUse[room].Contains(other)))
            Types().That().ResideInAssembly(room).Should().NotDependOnAny(Types().That().ResideInAssembly(other)).WithoutRequiringPositiveResults().Holds();
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void a_project_refers_only_to_those_it_may(string name)
    {
        var room = MayUse.Keys.Single(r => r.GetName().Name == name);
        var referred = Project(name).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Empty(referred.Except(MayUse[room].Select(other => other.GetName().Name!)));
    }

    [Theory]
    [InlineData("PmoFlow.Domain")]
    [InlineData("PmoFlow.Platform")]
    public void domain_and_platform_need_no_packages(string name) => Assert.Empty(Project(name).Descendants("PackageReference"));

    [Fact]
    public void the_domain_s_slices_depend_on_each_other_in_one_direction() =>
        Slices().Matching("PmoFlow.Domain.(*)").Should().BeFreeOfCycles().Holds();

    [Theory]
    [InlineData("PmoFlow.Domain")]
    [InlineData("PmoFlow.Platform")]
    public void domain_and_platform_know_neither_files_nor_network_nor_storage(string name)
    {
        var room = House.Libraries.Single(r => r.GetName().Name == name);
        Types().That().ResideInAssembly(room).Should()
            .NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^(System\.(IO|Net|Data|Diagnostics\.Process)|Microsoft)(\.|$)").Holds();
    }

    [Fact]
    public void the_domain_neither_waits_nor_looks_at_a_clock() =>
        Types().That().ResideInAssembly(House.Domain).Should()
            .NotDependOnAnyTypesThat().HaveFullNameMatching(@"^System\.(TimeProvider|Threading\..+)$").Holds();

    [Fact]
    public void orchestrations_touch_nothing_but_the_domain_and_their_context() =>
        Types().That().ResideInAssembly(House.Workflows).And().HaveNameMatching("^(RequestLifecycle|ApprovalGate|DeliveryCycle|HealthCheckCycle|HealthReview|HealthWatch|StatusCycle|ActionFollowUp|WebhookQueue|WeeklyDigest)$")
            .Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^(PmoFlow\.Platform\.(Tables|Mail)|System\.IO|System\.Net)(\.|$)").Holds();

    [Fact]
    public void the_rules_can_fail() => Assert.Contains(
        "PmoFlow.Workflows.Intake.RequestDesk",
        Assert.ThrowsAny<Exception>(() => Types().That().ResideInAssembly(House.Workflows)
            .Should().NotDependOnAny(Types().That().ResideInAssembly(House.Domain)).Holds()).Message,
        StringComparison.Ordinal);

    private static XDocument Project(string name) => XDocument.Load(Path.Combine(House.Root, "src", name, $"{name}.csproj"));
}
