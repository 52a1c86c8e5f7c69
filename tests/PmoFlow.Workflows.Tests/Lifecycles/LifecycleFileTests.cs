using System.Text.Json;
using FsCheck.Xunit;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Scoring;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Tests.Files;
using Xunit;

namespace PmoFlow.Workflows.Tests.Lifecycles;

public sealed class LifecycleFileTests
{
    private static readonly (string Name, string Yaml)[] Files =
    [
        .. new[] { "standard.lifecycle.yaml", "fast-track.lifecycle.yaml", "capital.lifecycle.yaml" }.Select(name => (name, RepositoryFiles.ReadWorkflow(name))),
        (SmallLifecycle.FileName, SmallLifecycle.Yaml), (LargeLifecycle.FileName, LargeLifecycle.Yaml),
    ];

    [Theory]
    [InlineData("", 1, "The file is empty")]
    [InlineData("# nothing\n", 1, "The file is empty")]
    [InlineData("just words", 1, "'the file' should be a group of properties but is a single value")]
    [InlineData("- a\n- b", 1, "'the file' should be a group of properties but is a list")]
    [InlineData("title: [a, b", 1, "This is not YAML")]
    [InlineData("title: a\n\ttab: b", 2, "This is not YAML")]
    [InlineData("title: a\n  bad: b", 2, "This is not YAML")]
    [InlineData("list: [a[x, y z]\nm: { k: v w }\n", 1, "This is not YAML: it cannot be read from here on")]
    [InlineData("title: *nowhere", 1, "'*nowhere' refers to an anchor")]
    [InlineData("a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: {n: 1}}}}}}}}}}}}}}", 1, "This is not YAML: more than 12 levels deep")]
    [InlineData("title: \"a\u0000\"", 1, "This is not YAML")]
    public void files_that_are_not_even_data_are_refused(string yaml, int line, string reason)
    {
        var defects = SmallLifecycle.Defects(yaml);

        Assert.Contains(defects, d => d.Line == line && d.Reason.StartsWith(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void a_second_document_is_refused() =>
        Assert.Contains(SmallLifecycle.Defects(SmallLifecycle.Yaml + "\n---\nmore: 1\n"), d => d.Reason == "A second document begins");

    [Fact]
    public void an_enormous_file_is_refused_without_being_read() =>
        Assert.StartsWith("The file has 300,000 characters", Assert.Single(SmallLifecycle.Defects(new string('[', 300_000))).Reason, StringComparison.Ordinal);

    [Fact]
    public void a_file_of_nothing_but_defects_answers_with_a_hundred_of_them() =>
        Assert.Equal(100, SmallLifecycle.Defects(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"p{i}: 1\n"))).Count);

    [Fact]
    public void a_byte_order_mark_and_windows_line_ends_make_no_difference()
    {
        var windows = "\ufeff" + SmallLifecycle.Yaml.ReplaceLineEndings("\r\n");

        var read = Assert.IsType<FileReading<Lifecycle>.Accepted>(LifecycleFile.Read(SmallLifecycle.FileName, windows)).Value;

        Assert.Equal("small", read.Name);
    }

    [Theory]
    [InlineData("standard.lifecycle.yaml")]
    [InlineData("fast-track.lifecycle.yaml")]
    [InlineData("capital.lifecycle.yaml")]
    public void the_lifecycles_that_ship_have_no_defect(string file)
    {
        var reading = LifecycleFile.Read(file, RepositoryFiles.ReadWorkflow(file), ["standard", "fast-track", "capital"]);

        Assert.Empty(reading is FileReading<Lifecycle>.Refused(var defects) ? defects.Select(d => d.ToString()) : []);
        AssertSound(((FileReading<Lifecycle>.Accepted)reading).Value);
    }

    [Property(MaxTest = 1_000)]
    public void however_a_file_is_broken_it_is_refused_with_lines_or_is_a_sound_lifecycle(int seed)
    {
        var (file, whole) = Files[(seed & int.MaxValue) % Files.Length];
        var broken = Mutation.Of(whole, seed);

        switch (LifecycleFile.Read(file, broken))
        {
            case FileReading<Lifecycle>.Refused(var defects):
                Assert.NotEmpty(defects);
                Assert.All(defects, d =>
                {
                    Assert.InRange(d.Line, 1, broken.Split('\n').Length + 1);
                    Assert.True(d.Column >= 1 && d.Reason.Length > 0 && d.Fix.Length > 0, d.ToString());
                });
                break;
            case FileReading<Lifecycle>.Accepted(var lifecycle):
                AssertSound(lifecycle);
                break;
        }
    }

    /// <summary>What whoever runs a lifecycle relies on.</summary>
    private static void AssertSound(Lifecycle lifecycle)
    {
        if (lifecycle.Scoring is { Kind: null or ScoringKind.Weighted, Criteria.Count: > 0 })
            Assert.Equal(100, lifecycle.Scoring.Criteria.Sum(c => c.Weight));
        Assert.All(lifecycle.Stages.SelectMany(s => s.Next).Append(lifecycle.Start).Append(lifecycle.Withdrawn), next => lifecycle.Stage(next));
        foreach (var gate in lifecycle.Stages.OfType<LifecycleStage.Approval>().SelectMany(a => a.AllGates).Select(g => g.Policy))
            Assert.True(gate is { Approvers.Count: > 0, Deadline.Due.Amount: > 0 });
        foreach (var plan in lifecycle.Stages.OfType<LifecycleStage.Delivery>().Select(d => d.HealthCheck))
            Assert.All(plan.RuleSets.SelectMany(s => s.Rules), rule => Assert.Contains(plan.Questions, q => q.Name == rule.Question));
        var json = JsonSerializer.Serialize(lifecycle, LifecycleJson.Default.Lifecycle);
        Assert.True(LifecycleDocument.Of(JsonSerializer.Deserialize(json, LifecycleJson.Default.Lifecycle)!).SaysTheSameAs(lifecycle));
    }
}
