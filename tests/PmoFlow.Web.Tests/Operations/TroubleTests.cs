using System.Net;
using System.Text.Json;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Operations;

/// <summary>Parked work, quarantine and what ends: each command by its page and by the API, on a real engine.</summary>
public sealed class TroubleTests(TroubledOffice office) : IClassFixture<TroubledOffice>
{
    public static TheoryData<bool> Ways => [true, false];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task parked_work_is_listed_retried_after_the_fix_and_goes_on(bool byPage)
    {
        var id = await office.Parked($"parked-{byPage}");
        using var admin = office.As(TestOffice.Administrator);
        var work = (await admin.GetJson("/api/v1/operations/parked")).GetProperty("items").EnumerateArray().Single(item => item.Text("instance") == id);
        Assert.Contains("is not registered", work.Text("reason"), StringComparison.Ordinal);
        Assert.Contains($"Retry Missing-{id} of {id}", await admin.Page("/operations"), StringComparison.Ordinal);
        office.Bring(id);

        var (execution, task) = (work.GetProperty("execution").GetInt32(), work.GetProperty("task").GetInt32());
        if (byPage)
        {
            var ask = $"/operations/instances/{id}/retry-parked?execution={execution}&task={task}";
            Assert.Equal($"/operations/instances/{id}", (await admin.Fill(ask, ask.Split('?')[0],
                ("execution", $"{execution}"), ("task", $"{task}"), ("reason", "Deployed."))).SeeOther());
        }
        else
        {
            await admin.PostJson($"/api/v1/operations/instances/{id}/retry-parked", new { reason = "Deployed.", execution, task });
        }
        await office.Idle();

        var instance = await admin.GetJson($"/api/v1/operations/instances/{id}");
        Assert.Equal(("completed", "done"), (instance.GetProperty("instance").Text("state"), instance.Text("output")));
        Assert.DoesNotContain((await admin.GetJson("/api/v1/operations/parked")).GetProperty("items").EnumerateArray(), item => item.Text("instance") == id);
    }

    [Fact]
    public async Task instance_with_a_damaged_input_is_listed_beside_the_others_says_so_and_can_be_given_up()
    {
        var (damaged, sound) = (await office.Parked("input-damaged"), await office.Parked("input-sound"));
        office.DamageInput(damaged);
        using var admin = office.As(TestOffice.Administrator);

        var listed = (await admin.GetJson("/api/v1/operations/instances?q=input-")).GetProperty("items").EnumerateArray()
            .ToDictionary(item => item.Text("id")!, item => item.GetProperty("damage").GetString());
        Assert.Equal(("input", null), (listed[damaged], listed[sound]));
        Assert.Contains("damaged</span>", await admin.Page("/operations?q=input-"), StringComparison.Ordinal);
        Assert.Contains("What is stored of it is damaged.", await admin.Page($"/operations/instances/{damaged}"), StringComparison.Ordinal);

        await Command(admin, byPage: true, damaged, "terminate", "It cannot be mended.");
        var refused = await admin.PostJson($"/api/v1/operations/instances/{damaged}/restart", new { reason = "Trying." }, HttpStatusCode.Conflict);
        Assert.Contains("is damaged", refused.Text("detail"), StringComparison.Ordinal);
        await Command(admin, byPage: true, damaged, "purge", "To make room.");
        await Command(admin, byPage: true, sound, "terminate", "Not needed any more.");
    }

    [Fact]
    public async Task retrying_is_offered_where_there_is_parked_work_and_nowhere_else()
    {
        var (parked, waiting) = (await office.Parked("offered"), (await office.Submit("Nothing is parked")).Id);
        using var admin = office.As(TestOffice.Administrator);
        Assert.Contains("retry-parked", Offered(await Instance(admin, parked)));
        Assert.DoesNotContain("retry-parked", Offered(await Instance(admin, waiting)));
        // Steps follow each other within a minute.
        Assert.Matches(@"\d\d:\d\d:\d\d</time>", await admin.Page($"/operations/instances/{waiting}"));
        await Command(admin, byPage: true, parked, "terminate", "Not needed any more.");

        static IEnumerable<string?> Offered(JsonElement instance) => instance.GetProperty("commands").EnumerateArray().Select(command => command.GetString());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task quarantined_instance_says_why_is_released_too_early_without_harm_and_goes_on_after_the_fix(bool byPage)
    {
        var id = await office.Quarantined($"quarantined-{byPage}");
        using var admin = office.As(TestOffice.Administrator);
        Assert.Contains("awaits a task that its context did not give", await admin.Page($"/operations/instances/{id}"), StringComparison.Ordinal);

        await Command(admin, byPage, id, "release", "Hoping.");
        Assert.Equal("quarantined", (await Instance(admin, id)).GetProperty("instance").Text("state"));
        office.Mend();
        await Command(admin, byPage, id, "release", "Deployed.");

        var instance = await Instance(admin, id);
        Assert.Equal(("completed", "came back"), (instance.GetProperty("instance").Text("state"), instance.Text("output")));
    }

    [Fact]
    public async Task quarantined_instance_can_be_restarted_or_terminated_too()
    {
        var (again, over) = (await office.Quarantined("again"), await office.Quarantined("over"));
        using var admin = office.As(TestOffice.Administrator);
        await Command(admin, byPage: true, over, "terminate", "Not worth it.");
        office.Mend();
        await Command(admin, byPage: true, again, "restart", "From the beginning.");

        Assert.Equal("terminated", (await Instance(admin, over)).GetProperty("instance").Text("state"));
        Assert.Equal("completed", (await Instance(admin, again)).GetProperty("instance").Text("state"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task instance_is_suspended_resumed_terminated_restarted_and_purged(bool byPage)
    {
        var (id, _) = await office.Submit($"Through all commands {byPage}");
        using var admin = office.As(TestOffice.Administrator);
        foreach (var (command, state) in new[] { ("suspend", "suspended"), ("resume", "running"), ("terminate", "terminated"), ("restart", "running"), ("terminate", "terminated") })
        {
            await Command(admin, byPage, id, command, $"To {command}.");
            Assert.Equal(state, (await Instance(admin, id)).GetProperty("instance").Text("state"));
        }
        await Command(admin, byPage, id, "purge", "To purge.");
        await (await admin.GetAsync($"/api/v1/operations/instances/{id}", TestContext.Current.CancellationToken)).Json(HttpStatusCode.NotFound);
        var kept = (await admin.GetJson($"/api/v1/operations/instances/{id}/commands")).GetProperty("items").EnumerateArray();
        Assert.Equal(6, kept.Count(command => command.Text("result") == "done"));
    }

    [Theory]
    [InlineData("terminate", true)]
    [InlineData("suspend", false)]
    public async Task what_takes_something_away_is_confirmed_on_a_page_that_says_what_it_does(string command, bool grave)
    {
        var (id, _) = await office.Submit($"Asked before {command}");
        using var admin = office.As(TestOffice.Administrator);

        var page = await admin.Page($"/operations/instances/{id}/{command}");

        Assert.Contains("Leave it as it is", page, StringComparison.Ordinal);
        Assert.Equal(grave, page.Contains("notice warn", StringComparison.Ordinal));
        Assert.Equal(grave, page.Contains("button danger", StringComparison.Ordinal));
        Assert.Equal("running", (await Instance(admin, id)).GetProperty("instance").Text("state"));
    }

    private async Task Command(HttpClient admin, bool byPage, string id, string command, string reason)
    {
        if (byPage)
        {
            var form = $"/operations/instances/{id}/{command}";
            (await admin.Fill(form, form, ("reason", reason))).SeeOther();
        }
        else
        {
            await admin.PostJson($"/api/v1/operations/instances/{id}/{command}", new { reason });
        }
        await office.Idle();
    }

    private static Task<JsonElement> Instance(HttpClient admin, string id) => admin.GetJson($"/api/v1/operations/instances/{id}");
}
