using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Tests.Files;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Lifecycles;

/// <summary>
/// A thousand broken files: each is refused with a reason, or a request runs through it to an end on virtual time. None gets stuck.
/// </summary>
public sealed class MutatedLivesTests : IDisposable
{
    private const int Files = 1_000;
    private static readonly string[] Shipped = ["standard", "fast-track", "capital"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pmoflow-mutated-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task whatever_a_file_says_it_is_refused_or_its_requests_come_to_an_end()
    {
        var accepted = Write();
        await using var office = await TestOffice.Open(folder.FullName);
        var (open, unanswerable) = (new Dictionary<RequestId, Lifecycle>(), 0);
        foreach (var name in accepted)
        {
            var lifecycle = office.Get<LifecycleLibrary>().Current(name)!;
            if (await Ask(office, lifecycle) is { } id)
                open[id] = lifecycle;
            else
                unanswerable++;
        }
        var (refused, ran) = (Files - accepted.Count, open.Count);
        Assert.InRange(refused, 500, Files);
        Assert.InRange(ran, 200, Files);
        Assert.InRange(unanswerable, 0, 10);

        for (var round = 0; round < 60 && open.Count > 0; round++)
        {
            foreach (var (id, lifecycle) in open)
                await Act(office, await office.Request(id), lifecycle, round);
            await office.Pass(TimeSpan.FromDays(45));
            foreach (var id in open.Keys.ToList())
            {
                if ((await office.Request(id)).Outcome != RequestOutcome.Open)
                    open.Remove(id);
            }
        }

        foreach (var broken in new[] { OrchestrationStatus.Quarantined, OrchestrationStatus.Failed })
        {
            Assert.Empty((await office.Get<IOrchestrationClient>().List(new OrchestrationQuery(Status: broken))).Instances
                .Select(state => $"{state.InstanceId} {state.Status}: {state.Failure?.Message}"));
        }
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Files} broken files: {refused} refused, {ran - open.Count} run to an end, {unanswerable} whose form refuses what it was answered.");
        Assert.Empty(open.Select(stuck => $"{stuck.Key} in {stuck.Value.Name}"));
    }

    /// <summary>Each file under a name of its own, so that a thousand fit into one office; the accepted ones' names.</summary>
    private List<string> Write()
    {
        var names = new List<string>();
        foreach (var seed in Enumerable.Range(0, Files))
        {
            var (shipped, name) = (Shipped[seed % Shipped.Length], string.Create(CultureInfo.InvariantCulture, $"m{seed}"));
            var whole = RepositoryFiles.ReadWorkflow($"{shipped}.lifecycle.yaml").Replace($"lifecycle: {shipped}\n", $"lifecycle: {name}\n", StringComparison.Ordinal)
                .Replace("convertTo: [standard]\n", $"convertTo: [{name}]\n", StringComparison.Ordinal);
            var (file, broken) = ($"{name}.lifecycle.yaml", Mutation.Of(whole, seed));
            if (LifecycleFile.Read(file, broken, [name]) is FileReading<Lifecycle>.Refused(var defects))
            {
                Assert.NotEmpty(defects);
                Assert.All(defects, defect =>
                {
                    Assert.Equal(file, defect.File);
                    Assert.InRange(defect.Line, 1, broken.ReplaceLineEndings("\n").Count(c => c == '\n') + 1);
                    Assert.NotEmpty(defect.Reason);
                    Assert.NotEmpty(defect.Fix);
                });
                continue;
            }
            File.WriteAllText(Path.Combine(folder.FullName, file), broken);
            names.Add(name);
        }
        return names;
    }

    /// <summary>A request with every field answered; null where the form refuses an answer, and says which.</summary>
    private static async Task<RequestId?> Ask(TestOffice office, Lifecycle lifecycle)
    {
        var fields = lifecycle.Form.Fields.ToDictionary(field => field.Name, field => field.Kind switch
        {
            FieldKind.Choice => field.Choices![0].Value,
            FieldKind.YesNo => "true",
            FieldKind.Money or FieldKind.Number => (field.Maximum ?? field.Minimum ?? 300_000m).ToString(CultureInfo.InvariantCulture),
            FieldKind.Date => "2027-03-01",
            FieldKind.Text when field.Format == TextFormat.Email => "kim@example.org",
            FieldKind.File => "",
            _ => "Words.",
        });
        var outcome = await office.Get<RequestDesk>().Submit(new SubmitRequest(lifecycle.Name, "Through a broken file", "Somewhere it ends.",
            new Requester("Kim", "kim@example.org"), fields));
        await office.Settle();
        if (outcome is Outcome<SubmittedRequest>.Done(var submitted))
            return submitted.Request.Id;
        var why = Assert.IsType<Refusal.Invalid>(((Outcome<SubmittedRequest>.Refused)outcome).Refusal);
        Assert.All(why.Errors, error => Assert.True(fields.ContainsKey(error.Field["fields.".Length..]) && error.Message.Length > 0, $"{lifecycle.Name}: {error}"));
        return null;
    }

    /// <summary>Early on half of the gates are left to their expiry; later everybody takes the shortest way to an end.</summary>
    private static async Task Act(TestOffice office, RequestRecord request, Lifecycle lifecycle, int round)
    {
        switch (lifecycle.Stage(request.Stage))
        {
            case LifecycleStage.Screening screening when request.Waiting is [{ Kind: "screening" }, ..]:
                await office.Screen(request.Id, round < 6 || Distance(lifecycle, screening.Qualified) <= Distance(lifecycle, screening.Declined)
                    ? ScreeningDecision.Qualify : ScreeningDecision.Decline, "Seen.");
                break;
            case LifecycleStage.Scoring when request.Waiting is [{ Kind: "scoring" }, ..]:
                await office.Score(request.Id);
                break;
            case LifecycleStage.Approval approval when round >= 6 || request.Id.Value[^1] % 2 == 0:
                await Decide(office, request.Id, Distance(lifecycle, approval.Approved) <= Distance(lifecycle, approval.Declined) ? Decision.Approve : Decision.Decline);
                break;
            case LifecycleStage.Delivery when request.Project is { } project:
                await office.Get<ProjectDesk>().Close(project, TestPeople.Analyst, "Delivered.");
                break;
            default:
                break;
        }
        await office.Settle();
    }

    private static async Task Decide(TestOffice office, RequestId id, Decision decision)
    {
        foreach (var round in (await office.Get<RequestQueries>().Rounds(id)).Where(round => round.IsOpen))
        {
            foreach (var seat in round.Seats)
                await office.Get<ApprovalDesk>().DecideSignedIn(id, new Actor(seat.Email, seat.Name), null, round.Part, new DecisionWords(decision, "Seen."));
        }
    }

    /// <summary>How many stages lie between one and the nearest end.</summary>
    private static int Distance(Lifecycle lifecycle, string from)
    {
        var (reached, steps) = (new HashSet<string> { from }, 0);
        for (; reached.All(name => lifecycle.Stage(name) is not LifecycleStage.End); steps++)
            reached.UnionWith(reached.SelectMany(name => lifecycle.Stage(name).Next).ToList());
        return steps;
    }
}
