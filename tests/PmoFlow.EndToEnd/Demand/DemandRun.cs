using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>Carries requests through the office at once, each as its requester, its analyst and its approvers would.</summary>
internal sealed class DemandRun(PatientClient client, Postman postman, Acknowledgements log)
{
    private static readonly string[] Steps = ["screening", "scoring", "approval"];

    private static readonly Dictionary<string, int> Levels = new()
    {
        ["strategy"] = 2, ["value"] = 3, ["obligation"] = 1, ["confidence"] = 2, ["readiness"] = 1,
    };

    /// <summary>All of them, at most so many in flight.</summary>
    public Task Carry(IReadOnlyList<DemandItem> items, int inFlight) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (item, _) => await Carry(item));

    private async Task Carry(DemandItem item)
    {
        var id = await Submit(item);
        await Work(id, "screening", new { decision = "qualify", note = "Looks right." });
        await Work(id, "scoring", new { levels = Levels, lead = item.Lead });
        var mails = await Task.WhenAll(People.Approvers.Select(approver => postman.Invitation(approver, id)));
        await Task.WhenAll(mails.Select((mail, i) => Decide(item, id, People.Approvers[i], item.DecisionOf(i), mail)));
        await Patience.Until($"end of the gate of {id}", async () =>
            await client.Request(id) is { Stage: not "approval" } request && (request.Project is not null || !item.IsApproved) ? request : null);
    }

    private async Task<string> Submit(DemandItem item)
    {
        var answer = await client.Ask(api => api.Post("/api/v1/requests", item.Submission(), idempotencyKey: item.Key));
        var id = answer.Expect(201).Read<Submitted>().Id;
        log.Accepted(item, id);
        return id;
    }

    /// <summary>Does an analyst's step. An answer that was lost may have been a yes: then the request has moved on, and that is fine.</summary>
    private async Task Work(string id, string step, object what)
    {
        await Patience.Until($"end of the {step} of {id}", () => TryToWork(id, step, what));
        log.StepDone();
    }

    private async Task<RequestState?> TryToWork(string id, string step, object what)
    {
        var request = await client.Request(id);
        if (!request.WaitsFor(step))
            return Array.IndexOf(Steps, request.Stage) is var at && (at < 0 || at > Array.IndexOf(Steps, step)) ? request : null;
        var path = $"/api/v1/requests/{id}/{(step == "scoring" ? "score" : step)}";
        var answer = await client.Ask(api => api.Post(path, Body(what, request.Visit), People.Analyst));
        if (answer.Status == 409)
            return null;
        answer.Expect(202);
        return request;
    }

    /// <summary>Decides by the mail's link, and sends the form twice as impatient people do; the office must count it once.</summary>
    private async Task Decide(DemandItem item, string id, string approver, string decision, Message mail)
    {
        await Patience.Until($"decision of {approver} about {id}", async () =>
        {
            var link = new Uri(mail.Links.Single(link => link.Contains("/approvals/", StringComparison.Ordinal))).AbsolutePath;
            var page = (await client.Ask(api => api.Get(link))).Expect(200);
            // Above a value a link alone is not enough; the page offers the sign-in, and with it the form.
            var actor = page.Body.Contains("/sign-in?return=", StringComparison.Ordinal) ? approver : null;
            if (actor is not null)
                page = (await client.Ask(api => api.Get(link, actor))).Expect(200);
            // Who has decided finds a form to change it, and does not.
            if (page.Body.Contains("Change my decision", StringComparison.Ordinal) || PageForm.Find(page.Body, "decision") is not { } form)
                return page;
            var filled = form.With(("decision", decision), ("comment", $"{item.RequesterName}: {decision}, as agreed."));
            var answers = await Task.WhenAll(
                client.Ask(api => api.PostForm(form.Action, filled, actor)), client.Ask(api => api.PostForm(form.Action, filled, actor)));
            foreach (var answer in answers)
            {
                if (answer.Status == 303)
                    log.Decided(id, approver);
                else
                    answer.Expect(409);
            }
            return page;
        });
        log.StepDone();
    }

    private static Dictionary<string, object> Body(object what, int visit)
    {
        var body = what.GetType().GetProperties().ToDictionary(part => part.Name, part => part.GetValue(what)!);
        body["visit"] = visit;
        return body;
    }
}
