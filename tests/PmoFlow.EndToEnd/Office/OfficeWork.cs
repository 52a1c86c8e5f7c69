using PmoFlow.EndToEnd.Hosting;

namespace PmoFlow.EndToEnd.Office;

/// <summary>What people of the office do, over the API and by the links of their mails; to prepare what a test looks at.</summary>
internal sealed class OfficeWork(OfficeApi api)
{
    public async Task<Submitted> Submit(string title, string description, string requester, decimal? cost, string? unit)
    {
        var fields = new Dictionary<string, object>();
        if (cost is not null)
            fields["cost"] = cost;
        if (unit is not null)
            fields["unit"] = unit;
        var email = $"{requester.Split(' ')[0].ToLowerInvariant()}@example.org";
        var answer = await api.Post("/api/v1/requests", new { title, description, requester = new { name = requester, email }, fields });
        return answer.Expect(201).Read<Submitted>();
    }

    public async Task Screen(string id, string decision, string? note = null) =>
        (await api.Post($"/api/v1/requests/{id}/screening", new { decision, note, visit = (await Waiting(id, "screening")).Visit }, People.Analyst)).Expect(202);

    public async Task Score(string id, string lead, params int[] levels) =>
        (await api.Post($"/api/v1/requests/{id}/score", new
        {
            levels = ((string[])["strategy", "value", "obligation", "confidence", "readiness"]).Zip(levels).ToDictionary(pair => pair.First, pair => pair.Second),
            lead,
            visit = (await Waiting(id, "scoring")).Visit,
        }, People.Analyst)).Expect(202);

    /// <summary>Decides by the link of the approver's mail.</summary>
    public async Task Decide(string id, string approver, string decision, string comment)
    {
        var link = await Link(approver, id, "/approvals/");
        var form = PageForm.Find((await api.Get(link, approver)).Expect(200).Body, "decision")!;
        (await api.PostForm(form.Action, form.With(("decision", decision), ("comment", comment)), approver)).Expect(303);
    }

    /// <summary>The project of an approved request, once it is there.</summary>
    public async Task<string> Project(string id) =>
        await Patience.Until($"project of {id}", async () => (await api.Request(id)).Project);

    /// <summary>Answers the newest health check of a project by the link of the lead's mail.</summary>
    public async Task AnswerHealthCheck(string project, string lead, int slip, int overrun, string scope, string confidence)
    {
        var link = await Link(lead, project, "/health-checks/");
        (await api.PostForm(link, new Dictionary<string, string>
        {
            ["answers.slip"] = FormattableString.Invariant($"{slip}"),
            ["answers.overrun"] = FormattableString.Invariant($"{overrun}"),
            ["answers.scope"] = scope,
            ["answers.confidence"] = confidence,
        })).Expect(303);
    }

    public async Task MoveClock(string duration) => (await api.Post("/api/v1/dev/clock", new { advance = duration })).Expect(200);

    /// <summary>The path of the newest link of a kind that somebody was mailed about something.</summary>
    public async Task<string> Link(string to, string about, string kind) => await Patience.Until($"mail to {to} about {about} with {kind}", async () =>
        (await api.Messages(to)).Reverse().Where(mail => mail.About == about)
            .SelectMany(mail => mail.Links).FirstOrDefault(link => link.Contains(kind, StringComparison.Ordinal)) is { } found
            ? new Uri(found).PathAndQuery : null);

    private Task<RequestState> Waiting(string id, string kind) => Patience.Until($"{kind} of {id}", async () =>
        await api.Request(id) is var request && request.WaitsFor(kind) ? request : null);
}
