using System.Collections.Concurrent;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Portfolio;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>An activity runs at least once: whatever it did before a crash, doing it again changes nothing.</summary>
public sealed class RepeatedStepTests
{
    [Fact]
    public async Task life_in_which_every_activity_runs_twice_is_the_same_life()
    {
        await using var once = await TestOffice.Open();
        await using var twice = await TestOffice.Open(around: Twice);
        Assert.Equal(await Live(once), await Live(twice));
    }

    [Fact]
    public async Task life_in_which_every_activity_fails_after_its_effect_is_the_same_life()
    {
        var seen = new ConcurrentDictionary<string, bool>();
        await using var once = await TestOffice.Open();
        await using var failing = await TestOffice.Open(around: activity => FailingAfterwards(activity, seen));
        var expected = await Live(once);
        var actual = await Live(failing, afterEachStep: async () =>
        {
            // Each activity of a chain fails once and is tried again after its own wait.
            for (var link = 0; link < 8; link++)
                await failing.Pass(TimeSpan.FromSeconds(10));
        });
        Assert.Equal(expected, actual);
        Assert.NotEmpty(seen);
    }

    [Fact]
    public async Task life_in_which_the_process_ends_after_every_step_is_the_same_life()
    {
        await using var once = await TestOffice.Open();
        await using var restarted = await TestOffice.Open();
        Assert.Equal(await Live(once), await Live(restarted, afterEachStep: restarted.Restart));
    }

    /// <summary>A whole life, told in its lasting effects: timelines, mails, totals.</summary>
    private static async Task<string> Live(TestOffice office, Func<Task>? afterEachStep = null)
    {
        afterEachStep ??= () => Task.CompletedTask;
        var id = await office.Submit(key: "the-same-request");
        await afterEachStep();
        await office.Screen(id, ScreeningDecision.AskForInformation, "How many tills?");
        await afterEachStep();
        await office.Get<TrackingDesk>().Answer(office.Token("/requests/track/", "zoe@example.org"), "Forty-two.");
        await office.Settle();
        await afterEachStep();
        await office.Qualify(id);
        await afterEachStep();
        await office.Score(id);
        await afterEachStep();
        await office.DecideAll(id, Decision.Approve, afterEachStep);
        var project = await office.Project((await office.Request(id)).Project!.Value);
        await office.Pass(TimeSpan.FromDays(30));
        await afterEachStep();
        await office.AnswerHealth(project, office.BadAnswers(project));
        await afterEachStep();
        var action = (await office.Get<ProjectQueries>().Actions(project.Id))[0];
        await office.Get<ActionDesk>().Close(action.Id, TestPeople.Analyst, Domain.Actions.ActionState.Done, "Two more people joined.");
        await office.Settle();
        await afterEachStep();
        await office.Get<ProjectDesk>().Close(project.Id, TestPeople.Analyst, "Delivered.");
        await office.Settle();
        await afterEachStep();

        var (asked, delivered) = (await office.Get<RequestQueries>().Timeline(id), await office.Get<ProjectQueries>().Timeline(project.Id));
        Assert.Null(TimelineEntry.FirstBreak(asked));
        Assert.Null(TimelineEntry.FirstBreak(delivered));
        var dashboard = await office.Get<DashboardQueries>().Portfolio(UnitSummary.Now);
        return string.Join('\n', asked.Concat(delivered.OrderBy(OfStatusReport)).Select(entry => $"{entry.Kind} {entry.Actor} {entry.Summary}")
            .Concat(office.Mail.Taken.Select(mail => $"{mail.To.Email} {mail.Subject}").Order(StringComparer.Ordinal))
            .Concat(dashboard.Units.SelectMany(unit => unit.Summary.Totals.Select(total => $"{unit.Unit.Id} {total.Key} {total.Value}"))));
    }

    /// <summary>A status report and a health check fall due at the same instant, each with its own orchestration: which is entered first is open.</summary>
    private static bool OfStatusReport(TimelineEntry entry) => entry.Kind.StartsWith("status-", StringComparison.Ordinal);

    private static ActivityDefinition Twice(ActivityDefinition activity) => activity with
    {
        Run = async (services, context, input) =>
        {
            await activity.Run(services, context, input);
            return await activity.Run(services, context with { Attempt = context.Attempt + 1 }, input);
        },
    };

    private static ActivityDefinition FailingAfterwards(ActivityDefinition activity, ConcurrentDictionary<string, bool> seen) => activity with
    {
        Run = async (services, context, input) =>
        {
            var output = await activity.Run(services, context, input);
            return seen.TryAdd(context.IdempotencyKey, true) ? throw new IOException("The line broke after the effect.") : output;
        },
    };
}
