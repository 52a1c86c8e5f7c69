using System.Text.Json;
using System.Text.Json.Nodes;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Tests.Files;
using Xunit;

namespace PmoFlow.Workflows.Tests.Lifecycles;

public sealed class StandardLifecycleTests
{
    [Fact]
    public void standard_lifecycle_is_accepted()
    {
        var standard = Standard();

        Assert.Equal(new LifecycleVersion("standard", 5), standard.Id);
        Assert.Equal(["screening", "scoring", "approval", "delivery", "completed", "declined", "withdrawn"], standard.Stages.Select(s => s.Name));
        Assert.Equal(100, standard.Scoring.Criteria.Sum(c => c.Weight));
        Assert.Equal(1_000_000m, Assert.IsType<LifecycleStage.Approval>(standard.Stage("approval")).Gate!.SignInAbove);
        Assert.Equal(FieldPurpose.Cost, standard.Form.Fields.Single(f => f.Name == "cost").Purpose);
    }

    [Fact]
    public void stages_of_several_lifecycles_stand_in_the_order_in_which_requests_come_to_them()
    {
        var (longer, shorter) = (Standard(), Standard() with { Stages = [Standard().Stage("screening"), Standard().Stage("delivery"), Standard().Stage("completed")] });
        string[] order = ["screening", "scoring", "approval", "delivery", "completed", "declined", "withdrawn"];
        Assert.Equal(order, LifecyclePath.Together([longer, shorter]).Select(stage => stage.Name));
        Assert.Equal(order, LifecyclePath.Together([shorter, longer]).Select(stage => stage.Name));
        var turned = longer with { Stages = [.. longer.Stages.Reverse()] };
        Assert.Equal(order.Order(), LifecyclePath.Together([longer, turned]).Select(stage => stage.Name).Order());
    }

    [Fact]
    public void a_request_needs_no_more_than_title_description_requester_and_perhaps_a_cost()
    {
        var fields = new Dictionary<string, string> { ["cost"] = "12,343.96" };

        var outcome = FormRules.Validate(Standard().Form, "A title", "A description", new("Kim Ö.", "kim@example.org"), fields);

        var content = Assert.IsType<Outcome<RequestContent>.Done>(outcome).Value;
        Assert.Equal("12343.96", content.Fields["cost"]);
        Assert.Equal(12343.96m, Standard().Form.Cost(content));
    }

    [Fact]
    public void what_is_stored_reads_as_what_the_file_said()
    {
        var standard = Standard();
        var json = JsonSerializer.Serialize(standard, LifecycleJson.Default.Lifecycle);

        var read = JsonSerializer.Deserialize(json, LifecycleJson.Default.Lifecycle)!;

        Assert.Equal(json, JsonSerializer.Serialize(read, LifecycleJson.Default.Lifecycle));
        Assert.Equal(standard.Stages.Select(s => s.GetType()), read.Stages.Select(s => s.GetType()));
        Assert.True(LifecycleDocument.Of(read).SaysTheSameAs(standard));
    }

    [Fact]
    public void stores_that_reorder_properties_change_nothing()
    {
        var json = JsonSerializer.SerializeToNode(Standard(), LifecycleJson.Default.Lifecycle)!;

        var read = JsonSerializer.Deserialize(Sorted(json, descending: true).ToJsonString(), LifecycleJson.Default.Lifecycle)!;

        Assert.True(LifecycleDocument.Of(read).SaysTheSameAs(Standard()));
    }

    public static Lifecycle Standard() => Assert.IsType<FileReading<Lifecycle>.Accepted>(
        LifecycleFile.Read("standard.lifecycle.yaml", RepositoryFiles.ReadWorkflow("standard.lifecycle.yaml"))).Value;

    private static JsonNode Sorted(JsonNode node, bool descending) => node switch
    {
        JsonObject o => new JsonObject((descending ? o.OrderByDescending(p => p.Key, StringComparer.Ordinal) : o.OrderBy(p => p.Key, StringComparer.Ordinal))
            .Select(p => KeyValuePair.Create(p.Key, p.Value is null ? null : Sorted(p.Value, descending)))),
        JsonArray a => new JsonArray([.. a.Select(i => i is null ? null : Sorted(i, descending))]),
        _ => node.DeepClone(),
    };
}
