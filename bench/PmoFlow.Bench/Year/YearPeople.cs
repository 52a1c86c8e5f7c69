using System.Globalization;
using PmoFlow.Bench.Trials;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Money;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Bench.Year;

/// <summary>What people do: begin projects, keep their books, and answer, or not.</summary>
internal sealed class YearPeople(YearOffice office)
{
    public const decimal Budget = 120_000;
    private const int Months = 15;

    private static readonly Actor Analyst = new(YearOffice.Analyst, "Ana Lyst");
    private readonly Dictionary<string, YearProject> byLead = [];
    private int read;

    /// <summary>A request that is screened, scored, approved, and becomes a project with a plan and a budget by month.</summary>
    public async Task Begin(YearProject project)
    {
        var submitted = Done(await office.Get<RequestDesk>().Submit(new SubmitRequest(null, $"Project of {project.Lead}", "Something is to be better.", new Requester("Re Quester", "requester@example.org"),
            new Dictionary<string, string> { ["unit"] = project.Unit, ["cost"] = Budget.ToString(CultureInfo.InvariantCulture) })));
        project.Request = submitted.Request.Id;
        await office.Settle();
        Done(await office.Get<ScreeningDesk>().Screen(project.Request, Analyst, null, ScreeningDecision.Qualify, null));
        await office.Settle();
        Done(await office.Get<ScreeningDesk>().Score(project.Request, Analyst, null,
            new Dictionary<string, int> { ["strategy"] = 2, ["value"] = 2, ["obligation"] = 1, ["confidence"] = 2, ["readiness"] = 1 }, project.Lead));
        await office.Settle();
        foreach (var approver in YearOffice.Approvers)
        {
            Done(await office.Get<ApprovalDesk>().DecideSignedIn(project.Request, new Actor(approver, approver), null, null, new DecisionWords(Decision.Approve, null)));
            await office.Settle();
        }
        project.Id = (await office.Get<RequestLedger>().Get(project.Request)).Project ?? throw new Violation($"Request {project.Request} did not become a project.");
        byLead[project.Lead] = project;
        var month = Month.Of(DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime));
        Done(await office.Get<MoneyDesk>().Take(project.Id, Analyst, [.. Enumerable.Range(0, Months).Select(n => new MonthOfMoney(month.Plus(n), Budget / Months))]));
        Done(await office.Get<PlanDesk>().Put(project.Id, Analyst, new Milestone("m1", "Done") { Plan = month.Plus(Months).FirstDay }));
        await office.Settle();
    }

    /// <summary>The books of a month that is over: on plan, but where the lead lies, half of the work at nearly twice the cost.</summary>
    public async Task KeepBooks(YearProject project, Month month)
    {
        var money = (await office.Get<DeliveryQueries>().Read(project.Id))!.Money!.Money;
        if (money.Start is not { } first || month < first || first.To(month) >= Months)
            return;
        var (isBad, done) = (project.Kind == LeadKind.Lying, (first.To(month) + 1) * 100m / Months);
        Done(await office.Get<MoneyDesk>().Take(project.Id, Analyst,
            [new MonthOfMoney(month, null, Budget / Months * (isBad ? 1.8m : 1m), null, Math.Round(isBad ? done / 2 : done, 4))]));
    }

    /// <summary>Reads the mails that came, and does what the leads do by now.</summary>
    public async Task Answer()
    {
        var now = office.Clock.GetUtcNow();
        var all = office.Mails;
        for (; read < all.Count; read++)
        {
            var mail = all[read];
            if (!byLead.TryGetValue(mail.To, out var project) || project.Kind == LeadKind.Silent)
                continue;
            var isReport = mail.Subject.Contains("] Status report ", StringComparison.Ordinal);
            if (!isReport && !mail.Text.Contains("/health-checks/", StringComparison.Ordinal))
                continue;
            var path = isReport ? "/status-reports/" : "/health-checks/";
            if (Token(mail.Text, path) is { } token && !(isReport is false && mail.Subject.Contains("Reminder", StringComparison.Ordinal)))
                project.ToDo.Add((path, token, mail.At.AddDays(isReport && project.Kind == LeadKind.Late ? 9 : 1)));
        }
        foreach (var project in byLead.Values)
        {
            foreach (var todo in project.ToDo.Where(todo => todo.From <= now).ToList())
            {
                project.ToDo.Remove(todo);
                await (todo.Path == "/status-reports/" ? Report(project, todo.Token) : Check(todo.Token));
            }
        }
    }

    private async Task Report(YearProject project, string token)
    {
        var desk = office.Get<StatusDesk>();
        var report = Done(await desk.Open(token)).Report;
        var words = FormattableString.Invariant($"{project.Id}, report {report.Number}, in the lead's own words.");
        var rating = project.Kind == LeadKind.Lying ? HealthRating.Green : HealthRating.Amber;
        Done(await desk.Submit(token, rating, new Dictionary<string, string> { ["schedule"] = words, ["money"] = "It holds.", ["risks"] = "None." }));
        project.Sent[report.Number] = words;
    }

    private async Task Check(string token)
    {
        var desk = office.Get<HealthDesk>();
        if (await desk.Open(token) is not Outcome<HealthCheckView>.Done({ Check.IsOpen: true }))
            return;
        var answers = new Dictionary<string, string> { ["slip"] = "0", ["overrun"] = "0", ["scope"] = "agreed", ["confidence"] = "high" };
        Done(await desk.Answer(token, answers, null, HealthRating.Green));
    }

    private static string? Token(string text, string path) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .LastOrDefault(word => word.Contains(path, StringComparison.Ordinal))?.Split('/')[^1];

    private static T Done<T>(Outcome<T> outcome) => outcome is Outcome<T>.Done(var value) ? value : throw new Violation(((Outcome<T>.Refused)outcome).Refusal.Message);
}
