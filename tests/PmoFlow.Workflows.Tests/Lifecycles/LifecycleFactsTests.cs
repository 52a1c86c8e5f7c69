using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Tests.Files;
using Xunit;

namespace PmoFlow.Workflows.Tests.Lifecycles;

public sealed class LifecycleFactsTests
{
    private const int Mutations = 2_000;

    private static string Text(string name) => File.ReadAllText(Path.Combine(RepositoryFiles.Workflows, name + LifecycleFile.Ending));

    [Fact]
    public void difference_is_said_in_the_file_s_own_terms()
    {
        var (before, after) = (Read("capital", Text("capital")), Read("capital", Text("capital")
            .Replace("quorum: 60 %", "quorum: majority", StringComparison.Ordinal)
            .Replace("serviceLevel: 3 working days", "serviceLevel: 4 working days", StringComparison.Ordinal)));

        Assert.Equal(
            ["Stage Screening: within 3 working days → 4 working days", "Gate Investment board: quorum 60 % of them → more than half of them"],
            LifecycleFacts.Compare(before!, after!).Select(change => change.ToString()));
    }

    [Fact]
    public void gate_says_that_one_of_those_it_is_escalated_to_decides_whatever_its_quorum_is()
    {
        var stage = (LifecycleStage.Approval)Read("standard", Text("standard").Replace("quorum: majority", "quorum: all", StringComparison.Ordinal))!.Stage("approval");

        Assert.StartsWith("escalated to executive, of whom one decides within ", GateWords.AtExpiry(stage.Gate!.Expiry), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("fast-track")]
    [InlineData("capital")]
    public void every_change_that_a_file_can_hold_shows_as_a_difference(string name)
    {
        var (text, differing) = (Text(name), 0);
        var original = Read(name, text)!;
        Assert.Empty(LifecycleFacts.Compare(original, original));
        for (var number = 0; number < Mutations; number++)
        {
            var mutated = Mutation.Of(text, number);
            if (Read(name, mutated) is not { } changed || LifecycleDocument.Of(changed with { Version = 1 }).Hash == LifecycleDocument.Of(original with { Version = 1 }).Hash)
                continue;
            differing++;
            Assert.True(LifecycleFacts.Compare(original, changed).Count > 0, mutated);
        }
        Assert.True(differing > 20, $"only {differing} mutations were accepted and said something else");
    }

    private static Lifecycle? Read(string name, string text) =>
        LifecycleFile.Read(name + LifecycleFile.Ending, text) is FileReading<Lifecycle>.Accepted(var lifecycle) ? lifecycle : null;
}
