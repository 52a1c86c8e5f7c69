using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Notifications;

namespace PmoFlow.Web.Intake;

/// <summary>The analysts' work list, and what is done with several requests of it at once.</summary>
internal static class WorkListEndpoints
{
    private const string Selected = "select.";

    public static void MapWorkList(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/worklist").RequirePermission(Permission.WorkOnRequests).ExcludeFromDescription();
        group.MapGet("", Show);
        group.MapPost("", ScreenSelected).ProtectForm();
    }

    private static async Task<IResult> Show(
        string? kind, string? cursor, WorkListQueries work, UndeliveredMails mails, CancellationToken cancellation) =>
        await Page(new(kind, cursor), work, mails, new WorkListAnswer([], [], new Dictionary<string, string>()), cancellation);

    /// <summary>Each row by itself: what one analyst took a moment ago is said in its line, and the others are done.</summary>
    private static async Task<IResult> ScreenSelected(
        FormBody form, ScreeningDesk desk, RequestQueries queries, WorkListQueries work, UndeliveredMails mails, Viewer viewer, CancellationToken cancellation)
    {
        var selected = form.Group(Selected).Take(WorkListAnswer.Most).ToDictionary(row => new RequestId(row.Key), row => RequestPageEndpoints.Number(row.Value));
        var query = new WorkListQuery(form["kind"], form["cursor"]);
        if (ChoiceWords.Read<ScreeningDecision>(form["decision"]) is not { } decision)
            return RefusalAnswers.Page(ChoiceWords.Unknown<ScreeningDecision>("decision"));
        if (selected.Count == 0)
            return await Page(query, work, mails, new([], [new("selected", "Select at least one request.")], form.Fields), cancellation);
        var said = form["decision"];
        var word = ScreeningFields.Read(decision, form[$"note.{said}"], form["until"], null, null);
        var results = await Task.WhenAll(selected.Select(row => One(row.Key, row.Value, word, desk, queries, work, viewer, cancellation)));
        // What is wrong with the words is wrong for each of them, and is said once, where they were typed.
        return results.Select(result => result.Refusal).OfType<Refusal.Invalid>().FirstOrDefault() is { } invalid
            ? await Page(query, work, mails, new([], [.. invalid.Errors.Select(error => Placed(error, said))], form.Fields), cancellation)
            : await Page(query, work, mails, new(results, [], new Dictionary<string, string>()), cancellation);
    }

    private static async Task<BulkResult> One(
        RequestId id, int? visit, Screened word, ScreeningDesk desk, RequestQueries queries, WorkListQueries work, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = await desk.Screen(id, viewer.Actor(), visit, word, cancellation);
        if (outcome is not Outcome<RequestRecord>.Done(var request))
            return new(id, await queries.Find(id, cancellation), ((Outcome<RequestRecord>.Refused)outcome).Refusal);
        var now = await RequestSettling.After(request, queries, cancellation);
        // The list that comes next must not show what was just done.
        await Settling.Until(() => work.Shows(request, cancellation), shows => !shows, cancellation);
        return new(id, now, null);
    }

    private static FieldError Placed(FieldError error, string? said) => error.Field == "note" ? error with { Field = $"note.{said}" } : error;

    private static async Task<IResult> Page(
        WorkListQuery query, WorkListQueries work, UndeliveredMails mails, WorkListAnswer answer, CancellationToken cancellation) =>
        Pages.Page<WorkListPage>(new
        {
            Query = query,
            Rows = await work.List(query, cancellation),
            Counts = await work.Counts(cancellation),
            Mails = await mails.List(cancellation),
            Answer = answer,
        }, answer.Errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}

/// <summary>What came of what was done with the selected requests.</summary>
/// <param name="Results">Row by row.</param>
/// <param name="Errors">What is wrong with what was typed; then nothing was done.</param>
/// <param name="Typed">What was typed and selected.</param>
public sealed record WorkListAnswer(IReadOnlyList<BulkResult> Results, IReadOnlyList<FieldError> Errors, IReadOnlyDictionary<string, string> Typed)
{
    /// <summary>The most that one click takes.</summary>
    public const int Most = 200;

    /// <summary>Whether that row was selected when something was wrong.</summary>
    public bool IsSelected(RequestId id) => Typed.ContainsKey($"select.{id}");
}

/// <summary>What came of one of them.</summary>
/// <param name="Id">Which.</param>
/// <param name="Request">As it stands now, where there is one.</param>
/// <param name="Refusal">Why nothing was done with it.</param>
public sealed record BulkResult(RequestId Id, RequestRecord? Request, Refusal? Refusal);
