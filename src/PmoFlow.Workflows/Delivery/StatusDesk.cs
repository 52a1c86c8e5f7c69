using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>A status report as its page shows it.</summary>
/// <param name="Project">Of which project.</param>
/// <param name="Report">As it stands.</param>
/// <param name="Email">Who looks, by the link.</param>
public sealed record StatusReportView(ProjectRecord Project, StatusReport Report, string Email);

/// <summary>Where status reports are drafted and sent, by the link from the mail.</summary>
public sealed class StatusDesk(
    ProjectLedger projects, Links links, OfficeDirectory directory, OrchestrationInbox inbox, TimeProvider clock)
{
    /// <summary>The report that a link opens.</summary>
    public async Task<Outcome<StatusReportView>> Open(string token, CancellationToken cancellation = default) =>
        await links.Find(token, LinkKind.StatusReport, cancellation) is { Check: { } row } link
            && await projects.Find(new(link.Owner), cancellation) is { } project
            && await projects.Document(project.Id, DeliveryTables.Status, row, cancellation) is { } report
            ? new StatusReportView(project, report, link.Email)
            : new Refusal.NotFound("This link opens no status report. Check that it is complete, or open the newest mail we sent you.");

    /// <summary>Keeps what is written so far; nothing is sent.</summary>
    public async Task<Outcome<StatusReportView>> Draft(
        string token, HealthRating? rating, IReadOnlyDictionary<string, string> answers, CancellationToken cancellation = default)
    {
        if (await Open(token, cancellation) is not Outcome<StatusReportView>.Done(var view))
            return await Open(token, cancellation);
        if (Read(view.Report, answers) is not Outcome<Dictionary<string, string>>.Done(var kept))
            return ((Outcome<Dictionary<string, string>>.Refused)Read(view.Report, answers)).Refusal;
        var drafted = await projects.Change(view.Project.Id, Guid.NewGuid().ToString("N"), DeliveryTables.Status, DeliveryTables.StatusRow(view.Report.Number), (_, before) =>
            before is not { IsOpen: true }
                ? new Refusal.TooLate("This report is closed. The page shows what it came to.")
                : new DocumentChange<StatusReport>(before with { Answers = kept, Rating = rating ?? HealthRating.Unknown, DraftedAt = clock.GetUtcNow() }, null), cancellation);
        return drafted is Outcome<StatusReport>.Done(var report) ? view with { Report = report } : ((Outcome<StatusReport>.Refused)drafted).Refusal;
    }

    /// <summary>Sends it; it is frozen once the orchestration has taken that in, a moment later.</summary>
    public async Task<Outcome<StatusReportView>> Submit(
        string token, HealthRating? rating, IReadOnlyDictionary<string, string> answers, CancellationToken cancellation = default)
    {
        if (await Draft(token, rating, answers, cancellation) is not Outcome<StatusReportView>.Done(var view))
            return await Draft(token, rating, answers, cancellation);
        var errors = view.Report.Facts.Sections.Where(section => section.Name != "help" && !view.Report.Answers.ContainsKey(section.Name))
            .Select(section => new FieldError($"answers.{section.Name}", "Answer this in a sentence or two.")).ToList();
        if (rating is null or HealthRating.Unknown)
            errors.Insert(0, new("rating", "Say how the project is doing as a whole."));
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        var person = await directory.Find(view.Email, cancellation);
        var (_, isFirst) = await inbox.Post(view.Project.Id.Value, StatusCycleInput.InstanceId(view.Project), StatusEvents.Submitted,
            new Posted<StatusSubmitted>(FormattableString.Invariant($"status|{view.Report.Number}"), view.Report.Number,
                new Actor(view.Email, person?.Name ?? view.Email), clock.GetUtcNow(), new StatusSubmitted(rating!.Value, view.Report.Answers) { ByLead = view.Project.Lead == Person.Normalise(view.Email) }), cancellation);
        return isFirst ? view : new Refusal.TooLate("This report has been sent. The page shows it.");
    }

    private static Outcome<Dictionary<string, string>> Read(StatusReport report, IReadOnlyDictionary<string, string> answers)
    {
        var (kept, errors) = (new Dictionary<string, string>(), new List<FieldError>());
        foreach (var section in report.Facts.Sections)
        {
            var words = AnswerText.Paragraph(answers.GetValueOrDefault(section.Name) ?? "", StatusReport.LongestAnswer, out var problem);
            if (problem is not null)
                errors.Add(new($"answers.{section.Name}", problem));
            else if (words.Length > 0)
                kept[section.Name] = words;
        }
        return errors.Count > 0 ? new Refusal.Invalid(errors) : kept;
    }
}
