using System.Text.Json.Nodes;
using PmoFlow.Workflows.Tests.Files;
using Xunit;

namespace PmoFlow.Workflows.Tests.Lifecycles;

/// <summary>What editors offer is what the office accepts: names in the schema are those that the reader knows.</summary>
public sealed class LifecycleSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(RepositoryFiles.ReadWorkflow("lifecycle.schema.json"))!;

    [Theory]
    [InlineData("title: Small demand", "title: Small demand\nzzz: 1", "properties")]
    [InlineData("label: Cost,", "label: Cost, zzz: 1,", "$defs/field/properties")]
    [InlineData("label: Value,", "label: Value, zzz: 1,", "$defs/criterion/properties")]
    [InlineData("kind: screening", "kind: screening\n    zzz: 1", "$defs/screening/properties")]
    [InlineData("unanswered: declined", "unanswered: declined, zzz: 1", "$defs/screening/properties/next/properties")]
    [InlineData("due: 10 working days,", "due: 10 working days, zzz: 1,", "$defs/deadline/properties")]
    [InlineData("kind: scoring\n", "kind: scoring\n    zzz: 1\n", "$defs/scoring/properties")]
    [InlineData("scored: approval", "scored: approval, zzz: 1", "$defs/scoring/properties/next/properties")]
    [InlineData("kind: approval", "kind: approval\n    zzz: 1", "$defs/approval/else/properties")]
    [InlineData("approved: delivery,", "approved: delivery, zzz: 1,", "$defs/approvalNext/properties")]
    [InlineData("then: escalate,", "then: escalate, zzz: 1,", "$defs/expiry/oneOf/1/properties")]
    [InlineData("then: escalate, to: executive, deadline: { due: 3 days, reminders: [36 hours] }", "then: decline, zzz: 1", "$defs/expiry/oneOf/0/properties")]
    [InlineData("kind: delivery", "kind: delivery\n    zzz: 1", "$defs/delivery/properties")]
    [InlineData("{ completed: completed }", "{ completed: completed, zzz: 1 }", "$defs/delivery/properties/next/properties")]
    [InlineData("every: 1 month", "every: 1 month\n      zzz: 1", "$defs/healthCheck/properties")]
    [InlineData("label: Slip,", "label: Slip, zzz: 1,", "$defs/question/properties")]
    [InlineData("- from: 2026-01-01", "- from: 2026-01-01\n          zzz: 1", "$defs/ruleSet/properties")]
    [InlineData("question: slip, atLeast: 30", "question: slip, zzz: 1, atLeast: 30", "$defs/rule/properties")]
    [InlineData("title: Recover,", "title: Recover, zzz: 1,", "$defs/healthCheck/properties/recovery/properties")]
    [InlineData("outcome: completed", "outcome: completed, zzz: 1", "$defs/end/properties")]
    [InlineData("kind: money", "kind: zzz", "$defs/field/properties/kind/enum")]
    [InlineData("purpose: cost", "purpose: zzz", "$defs/field/properties/purpose/enum")]
    [InlineData("kind: screening", "kind: zzz", "$defs/stage/properties/kind/enum")]
    [InlineData("then: escalate, to: executive, deadline: { due: 3 days, reminders: [36 hours] }", "then: defer, for: 1 month, zzz: 1", "$defs/expiry/oneOf/2/properties")]
    [InlineData("quorum: majority", "quorum: zzz", "$defs/quorum/examples")]
    [InlineData("outcome: completed", "outcome: zzz", "$defs/end/properties/outcome/enum")]
    [InlineData("kind: number", "kind: zzz", "$defs/question/properties/kind/enum")]
    [InlineData("atLeast: 30, gives: red", "atLeast: 30, gives: zzz", "$defs/rule/properties/gives/enum")]
    public void schema_and_reader_know_the_same_names(string passage, string replacement, string pointer)
    {
        var unknown = Assert.Single(SmallLifecycle.Defects(SmallLifecycle.With(passage, replacement)), d => d.Reason.Contains("'zzz'", StringComparison.Ordinal));
        var known = unknown.Fix[(unknown.Fix.IndexOf("known: ", StringComparison.Ordinal) + "known: ".Length)..].Split(", ");

        Assert.Equal(At(pointer).Order(), known.Order());
    }

    [Theory]
    [InlineData("title: The money }", "title: The money, zzz: 1 }", "$defs/section/properties")]
    [InlineData("when: { field: kind, is: other }", "when: { field: kind, is: other, zzz: 1 }", "$defs/condition/properties")]
    [InlineData("types: [pdf, png]", "types: [zzz]", "$defs/field/properties/types/items/enum")]
    [InlineData("format: email", "format: zzz", "$defs/field/properties/format/enum")]
    [InlineData("model: wsjf", "model: zzz", "$defs/scoringModel/properties/model/enum")]
    [InlineData("model: wsjf", "model: wsjf\n  zzz: 1", "$defs/scoringModel/properties")]
    [InlineData("label: Size,", "label: Size, zzz: 1,", "$defs/pointed/properties")]
    [InlineData("size: {", "zzz: {", "$defs/wsjf/properties")]
    [InlineData("title: The board,", "title: The board, zzz: 1,", "$defs/role/properties")]
    [InlineData("options: [defer, convert]", "options: [zzz, defer, convert]", "$defs/screening/properties/options/items/enum")]
    [InlineData("order: sequence", "order: zzz", "$defs/approval/then/properties/order/enum")]
    [InlineData("order: sequence", "order: sequence\n    zzz: 1", "$defs/approval/then/properties")]
    [InlineData("upTo: 900000", "upTo: 900000\n        zzz: 1", "$defs/gate/properties")]
    [InlineData("by: analyst,", "by: zzz,", "$defs/reviewerRole/enum")]
    [InlineData("by: analyst,", "by: analyst, zzz: 1,", "$defs/healthCheck/properties/review/properties")]
    [InlineData("metric: cpi,", "metric: zzz,", "$defs/metric/enum")]
    [InlineData("below: 0.9,", "below: 0.9, zzz: 1,", "$defs/metricRule/properties")]
    [InlineData("unit: finance, ratings", "unit: finance, zzz: 1, ratings", "$defs/metricSet/properties")]
    [InlineData("quiet: 9 days,", "quiet: 9 days, zzz: 1,", "$defs/healthCheck/properties/raises/properties")]
    [InlineData("atLeast: 7", "atLeast: 7, zzz: 1", "$defs/trigger/properties")]
    [InlineData("received:", "zzz:", "$defs/wordings/propertyNames/enum")]
    [InlineData("subject: We have {number}", "subject: We have {number}\n      zzz: 1", "$defs/wording/properties")]
    public void schema_and_reader_know_the_same_names_of_what_few_files_use(string passage, string replacement, string pointer)
    {
        var unknown = Assert.Single(LargeLifecycle.Defects(LargeLifecycle.With(passage, replacement)), d => d.Reason.Contains("'zzz'", StringComparison.Ordinal));
        var known = unknown.Fix[(unknown.Fix.IndexOf("known: ", StringComparison.Ordinal) + "known: ".Length)..].Split(", ");

        Assert.Equal(At(pointer).Order(), known.Order());
    }

    [Fact]
    public void files_of_the_office_name_the_schema_for_editors()
    {
        foreach (var file in Directory.GetFiles(RepositoryFiles.Workflows, "*.lifecycle.yaml"))
            Assert.StartsWith("# yaml-language-server: $schema=lifecycle.schema.json\n", File.ReadAllText(file), StringComparison.Ordinal);
    }

    private static IEnumerable<string> At(string pointer)
    {
        var node = pointer.Split('/').Aggregate(Schema, (at, part) => at is JsonArray array
            ? array[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : at[part]!);
        return node is JsonArray names ? names.Select(n => n!.GetValue<string>()) : ((JsonObject)node).Select(p => p.Key);
    }
}
