using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Domain.Scoring;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Operations;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Workflows.Storage;

/// <summary>
/// Every table of the office, and where in it each kind of document is. What belongs to one request (or project) shares its
/// partition, so that one batch changes record and timeline together.
/// </summary>
public static class OfficeTables
{
    /// <summary>Partition: <c>open</c>, or <c>seat/</c> and a mail address. Row: request, then <see cref="RoundRow"/>.</summary>
    public static readonly TableReference<SeatRow> Seats = new("seats", OfficeJson.Default.SeatRow);

    /// <summary>Partition: request. Row: <see cref="RecordRow"/>.</summary>
    public static readonly TableReference<RequestRecord> Requests = new("requests", OfficeJson.Default.RequestRecord);

    /// <summary>Partition: request. Row: <see cref="TimelineRow"/>.</summary>
    public static readonly TableReference<TimelineEntry> RequestTimeline = new("requests", OfficeJson.Default.TimelineEntry);

    /// <summary>Partition: request. Row: <see cref="RoundRow"/>.</summary>
    public static readonly TableReference<GateRound> Rounds = new("requests", OfficeJson.Default.GateRound);

    /// <summary>Partition: request. Row: <c>late|</c>, then what tells it apart.</summary>
    public static readonly TableReference<SupersededDecision> Superseded = new("requests", OfficeJson.Default.SupersededDecision);

    /// <summary>Partition: <c>all</c>, or <c>stage/</c> and the stage's name. Row: <see cref="NewestFirst"/>.</summary>
    public static readonly TableReference<RequestRow> RequestRows = new("requestrows", OfficeJson.Default.RequestRow);

    /// <summary>Partition: request. Row: <see cref="AssessmentRow"/>.</summary>
    public static readonly TableReference<Assessment> Assessments = new("requests", OfficeJson.Default.Assessment);

    /// <summary>Partition: request. Row: <see cref="RevisionRow"/>.</summary>
    public static readonly TableReference<RequestRevision> Revisions = new("requests", OfficeJson.Default.RequestRevision);

    /// <summary>Partition: request. Row: the message's key.</summary>
    public static readonly TableReference<RequestMessage> Messages = new("requests", OfficeJson.Default.RequestMessage);

    /// <summary>Partition: <see cref="All"/>. Row: <see cref="RequestWords.RowOf"/>.</summary>
    public static readonly TableReference<RequestWords> Words = new("requestwords", OfficeJson.Default.RequestWords);

    /// <summary>Partition: first two characters of the token's hash. Row: the hash.</summary>
    public static readonly TableReference<RequestDraft> Drafts = new("drafts", OfficeJson.Default.RequestDraft);

    /// <summary>Partition: <c>ends</c>. Row: when and the hash.</summary>
    public static readonly TableReference<DraftEnd> DraftEnds = new("drafts", OfficeJson.Default.DraftEnd);

    /// <summary>Partition: first two characters of the mail address's hash. Row: <c>receipts|</c> and the hash.</summary>
    public static readonly TableReference<ReceiptsOfDay> Receipts = new("drafts", OfficeJson.Default.ReceiptsOfDay);

    /// <summary>Partition: request. Row: <c>silent</c>.</summary>
    public static readonly TableReference<SilentRequest> SilentRequests = new("requests", OfficeJson.Default.SilentRequest);

    /// <summary>Partition: of two requests the one whose id is first. Row: <see cref="MergerRow"/> of the other.</summary>
    public static readonly TableReference<RequestMerger> Mergers = new("requests", OfficeJson.Default.RequestMerger);

    /// <summary>Partition: attachment. Row: <see cref="RecordRow"/>.</summary>
    public static readonly TableReference<AttachmentRecord> Attachments = new("attachments", OfficeJson.Default.AttachmentRecord);

    /// <summary>Partition: <c>index</c>. Row: <c>work</c>.</summary>
    public static readonly TableReference<WorkIndexState> WorkIndexStates = new("requestrows", OfficeJson.Default.WorkIndexState);

    /// <summary>Partition: project. Row: <see cref="RecordRow"/>.</summary>
    public static readonly TableReference<ProjectRecord> Projects = new("projects", OfficeJson.Default.ProjectRecord);

    /// <summary>Partition: project. Row: <see cref="TimelineRow"/>.</summary>
    public static readonly TableReference<TimelineEntry> ProjectTimeline = new("projects", OfficeJson.Default.TimelineEntry);

    /// <summary>Partition: project. Row: <see cref="HealthRow"/>.</summary>
    public static readonly TableReference<HealthCheckRecord> HealthChecks = new("projects", OfficeJson.Default.HealthCheckRecord);

    /// <summary>Partition: <c>all</c>, or <c>unit/</c> and the unit's id. Row: project.</summary>
    public static readonly TableReference<ProjectRecord> ProjectRows = new("projectrows", OfficeJson.Default.ProjectRecord);

    /// <summary>Partition: action. Row: <see cref="RecordRow"/>.</summary>
    public static readonly TableReference<ActionRecord> Actions = new("actions", OfficeJson.Default.ActionRecord);

    /// <summary>Partition: the state, or <c>project/</c> and the project. Row: due day and action.</summary>
    public static readonly TableReference<ActionRecord> ActionRows = new("actionrows", OfficeJson.Default.ActionRecord);

    /// <summary>Partition: unit. Row: see <see cref="Portfolio.SummaryRows"/>.</summary>
    public static readonly TableReference<UnitSummary> Summaries = new("summaries", OfficeJson.Default.UnitSummary);

    /// <summary>Partition: unit. Row: see <see cref="Portfolio.SummaryRows"/>.</summary>
    public static readonly TableReference<Contribution> Contributions = new("summaries", OfficeJson.Default.Contribution);

    /// <summary>Partition: <see cref="All"/>. Row: unit.</summary>
    public static readonly TableReference<SummaryMark> SummaryMarks = new("summarymarks", OfficeJson.Default.SummaryMark);

    /// <summary>Partition: <c>people</c>. Row: mail address.</summary>
    public static readonly TableReference<Person> People = new("organisation", OfficeJson.Default.Person);

    /// <summary>Partition: <c>units</c>. Row: unit.</summary>
    public static readonly TableReference<Unit> Units = new("organisation", OfficeJson.Default.Unit);

    /// <summary>Partition: <c>settings</c>. Row: mail address.</summary>
    public static readonly TableReference<PersonSettings> PersonSettings = new("organisation", OfficeJson.Default.PersonSettings);

    /// <summary>Partition: <c>tokens</c>. Row: SHA-256 of the secret.</summary>
    public static readonly TableReference<AccessToken> AccessTokens = new("organisation", OfficeJson.Default.AccessToken);

    /// <summary>Partition: <c>marks</c>. Row: what has followed which state of the organisation.</summary>
    public static readonly TableReference<OrganisationMark> Marks = new("organisation", OfficeJson.Default.OrganisationMark);

    /// <summary>Partition: <c>periods</c>. Row: period.</summary>
    public static readonly TableReference<KnownPeriod> Periods = new("organisation", OfficeJson.Default.KnownPeriod);

    /// <summary>Partition: <c>changes</c>. Row: <see cref="NewestFirst"/>.</summary>
    public static readonly TableReference<OrganisationChange> OrganisationChanges = new("organisation", OfficeJson.Default.OrganisationChange);

    /// <summary>Partition: <c>summaries</c>. Row: <see cref="RecordRow"/>.</summary>
    public static readonly TableReference<SummaryFormat> SummaryFormat = new("organisation", OfficeJson.Default.SummaryFormat);

    /// <summary>Partition: first two characters of the token's hash. Row: the hash.</summary>
    public static readonly TableReference<LinkRecord> Links = new("links", OfficeJson.Default.LinkRecord);

    /// <summary>Partition: whose inbox. Row: the item's key.</summary>
    public static readonly TableReference<InboxItem> Inbox = new("inbox", OfficeJson.Default.InboxItem);

    /// <summary>Partition: shard. Row: whose inbox and the item's key. What is here has not been consumed yet.</summary>
    public static readonly TableReference<PendingItem> Pending = new("inboxpending", OfficeJson.Default.PendingItem);

    /// <summary>Partition: <see cref="DigestInput.Box"/>. Row: request and round.</summary>
    public static readonly TableReference<DigestItem> Digests = new("digests", OfficeJson.Default.DigestItem);

    /// <summary>Partition: what the mail is about. Row: the notification's key.</summary>
    public static readonly TableReference<OutboxItem> Outbox = new("outbox", OfficeJson.Default.OutboxItem);

    /// <summary>Partition: <see cref="All"/>. Row: what the mail is about and its key.</summary>
    public static readonly TableReference<OutboxItem> Undelivered = new("undelivered", OfficeJson.Default.OutboxItem);

    /// <summary>Partition: <see cref="All"/>, or <c>instance/</c> and the instance. Row: <see cref="NewestFirst"/>.</summary>
    public static readonly TableReference<CommandRecord> Commands = new("commands", OfficeJson.Default.CommandRecord);

    /// <summary>The row of the record itself in the partition of a request, project or action.</summary>
    public const string RecordRow = "record";

    /// <summary>The partition of a list of everything.</summary>
    public const string All = "all";

    /// <summary>A timeline entry's row.</summary>
    public static string TimelineRow(int sequence) => $"timeline|{sequence:D6}";

    /// <summary>A gate round's row.</summary>
    public static string RoundRow(int visit, int number, string? part) =>
        part is null ? $"round|{visit:D4}|{number:D2}" : $"round|{visit:D4}|{number:D2}|{part}";

    /// <summary>The row of what one person makes of a revision.</summary>
    public static string AssessmentRow(int revision, string assessor) => $"assessment|{revision:D4}|{assessor}";

    /// <summary>The row of a revision.</summary>
    public static string RevisionRow(int revision) => $"revision|{revision:D4}";

    /// <summary>Row of which way a request and another are merged.</summary>
    public static string MergerRow(string other) => $"merger|{other}";

    /// <summary>A health check's row; checks order by period, then number.</summary>
    public static string HealthRow(string period, int number) => $"health|{period}|{number:D4}";

    /// <summary>A row key under which later instants come first.</summary>
    public static string NewestFirst(DateTimeOffset at, string id) => $"{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}|{id}";
}
