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
        Assert.InRange(accepted.Count, 50, Files);
        await using var office = await TestOffice.Open(folder.FullName);
        var open = new Dictionary<RequestId, Lifecycle>();
        foreach (var name in accepted)
        {
            if (await Ask(office, name) is { } id)
                open[id] = office.Get<LifecycleLibrary>().Current(name)!;
        }
        Assert.InRange(open.Count, 50, Files);

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

        var states = (await office.Get<IOrchestrationClient>().List(new OrchestrationQuery(PageSize: 1000))).Instances;
        Assert.Empty(states.Where(state => state.Status is OrchestrationStatus.Quarantined or OrchestrationStatus.Failed)
            .Select(state => $"{state.InstanceId} {state.Status}: {state.Failure?.Message}"));
        Assert.Empty(open.Select(stuck => $"{stuck.Key} in {stuck.Value.Name}"));
    }

    /// <summary>Each accepted file under a name of its own; how many of the others were refused does not matter, that they say why does.</summary>
    private List<string> Write()
    {
        var names = new List<string>();
        foreach (var seed in Enumerable.Range(0, Files))
        {
            var shipped = Shipped[seed % Shipped.Length];
            var yaml = Mutation.Of(RepositoryFiles.ReadWorkflow($"{shipped}.lifecycle.yaml"), seed);
            if (LifecycleFile.Read($"{shipped}.lifecycle.yaml", yaml) is FileReading<Lifecycle>.Refused(var defects))
            {
                Assert.All(defects, defect => Assert.True(defect.Line > 0 && defect.Reason.Length > 0 && defect.Fix.Length > 0));
                continue;
            }
            var name = string.Create(CultureInfo.InvariantCulture, $"m{seed}");
            var renamed = yaml.Replace($"lifecycle: {shipped}\n", $"lifecycle: {name}\n", StringComparison.Ordinal);
            if (LifecycleFile.Read($"{name}.lifecycle.yaml", renamed, [.. Shipped]) is not FileReading<Lifecycle>.Accepted)
                continue;
            File.WriteAllText(Path.Combine(folder.FullName, $"{name}.lifecycle.yaml"), renamed.Replace("convertTo: [standard]\n", "convertTo: [" + name + "]\n", StringComparison.Ordinal));
            names.Add(name);
        }
        return names;
    }

    /// <summary>A request with every field answered; null where the form cannot be answered, and says so.</summary>
    private static async Task<RequestId?> Ask(TestOffice office, string lifecycle)
    {
        var form = office.Get<LifecycleLibrary>().Current(lifecycle)!.Form;
        var fields = form.Fields.ToDictionary(field => field.Name, field => field.Kind switch
        {
            FieldKind.Choice => field.Choices![0].Value,
            FieldKind.YesNo => "true",
            FieldKind.Money or FieldKind.Number => (field.Maximum ?? field.Minimum ?? 300_000m).ToString(CultureInfo.InvariantCulture),
            FieldKind.Date => "2027-03-01",
            FieldKind.Text when field.Format == TextFormat.Email => "kim@example.org",
            FieldKind.File => "",
            _ => "Words.",
        });
        var outcome = await office.Get<RequestDesk>().Submit(new SubmitRequest(lifecycle, "Through a broken file", "Somewhere it ends.",
            new Requester("Kim", "kim@example.org"), fields));
        await office.Settle();
        return outcome is Outcome<SubmittedRequest>.Done(var submitted) ? submitted.Request.Id : null;
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
