using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Export;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Scoring;

namespace PmoFlow.Web.Intake;

/// <summary>Lists and the page of a request, for the office's people.</summary>
internal static class RequestPageEndpoints
{
    public static void MapRequestPages(this IEndpointRouteBuilder routes)
    {
        var seeing = routes.MapGroup("/requests").RequirePermission(Permission.SeeRequests).ExcludeFromDescription();
        seeing.MapGet("", List);
        routes.MapGet("/requests" + TakeAway.Kind, ListFile).RequirePermission(Permission.SeeRequests).ExcludeFromDescription();
        seeing.MapGet("/{id}", Show);
        seeing.MapGet("/{id}/revisions", Revisions);
        var working = routes.MapGroup("").RequirePermission(Permission.WorkOnRequests).ExcludeFromDescription();
        working.MapPost("/requests/{id}/screening", Screen).ProtectForm();
        working.MapPost("/requests/{id}/bring-back", BringBack).ProtectForm();
        working.MapPost("/requests/{id}/score", Score).ProtectForm();
        working.MapPost("/requests/{id}/messages", Write).ProtectForm();
        working.MapPost("/requests/{id}/assessment", Assess).ProtectForm();
        working.MapPost("/requests/{id}/withdraw", Withdraw).ProtectForm();
    }

    private static async Task<IResult> List(
        string? stage, string? q, string? cursor, RequestQueries queries, CancellationToken cancellation)
    {
        var sought = q?.Trim();
        if (sought is not null && sought.StartsWith("R-", StringComparison.OrdinalIgnoreCase)
            && await queries.Find(new RequestId(sought.ToUpperInvariant()), cancellation) is { } exact)
            return Pages.SeeOther($"/requests/{exact.Id}");
        return Pages.Page<RequestListPage>(new
        {
            Rows = await queries.List(new(stage, sought, cursor), cancellation),
            Stages = queries.Stages(),
            Stage = stage,
            Text = sought,
            IsFirst = cursor is null,
        });
    }

    private static async Task<IResult> ListFile(string kind, string? stage, string? q, RequestQueries queries, CancellationToken cancellation) =>
        RequestSheets.Requests(await TakeAway.All(cursor => queries.List(new(stage, q?.Trim(), cursor, TakeAway.PageSize), cancellation), RequestSheets.Row)).ToResult(kind);

    private static async Task<IResult> Show(string id, RequestPageReader reader, CancellationToken cancellation) =>
        await reader.Read(new(id), cancellation) is { } model ? Pages.Page<RequestPage>(new { Model = model }) : NoSuchRequest(id);

    private static async Task<IResult> Screen(
        string id, FormBody form, ScreeningDesk desk, RequestQueries queries, RequestPageReader reader, Viewer viewer, CancellationToken cancellation)
    {
        if (ChoiceWords.Read<ScreeningDecision>(form["decision"]) is not { } decision)
            return RefusalAnswers.Page(ChoiceWords.Unknown<ScreeningDecision>("decision"));
        var outcome = await desk.Screen(new(id), viewer.Actor(), Number(form["visit"]), ScreeningFields.Read(decision, form["note"], form["until"], form["into"], form["lifecycle"]), cancellation);
        return await Next(id, form, outcome, queries, reader, cancellation);
    }

    private static async Task<IResult> BringBack(
        string id, FormBody form, ScreeningDesk desk, RequestQueries queries, RequestPageReader reader, Viewer viewer, CancellationToken cancellation) =>
        await Next(id, form, await desk.BringBack(new(id), viewer.Actor(), Number(form["visit"]), cancellation), queries, reader, cancellation);

    private static async Task<IResult> Score(
        string id, FormBody form, ScreeningDesk desk, RequestQueries queries, RequestPageReader reader, Viewer viewer, CancellationToken cancellation)
    {
        var levels = form.Group("levels.").ToDictionary(level => level.Key, level => Number(level.Value) ?? -1);
        var outcome = await desk.Score(new(id), viewer.Actor(), Number(form["visit"]), levels, form["lead"], cancellation);
        return await Next(id, form, outcome, queries, reader, cancellation);
    }

    private static async Task<IResult> Revisions(
        string id, RequestQueries queries, RevisionDesk revisions, LifecycleLibrary lifecycles, CancellationToken cancellation) =>
        await queries.Find(new(id), cancellation) is { } request
            ? Pages.Page<RevisionsPage>(new { Request = request, Lifecycle = lifecycles.Get(request.Lifecycle), Revisions = await revisions.All(request, cancellation) })
            : NoSuchRequest(id);

    private static async Task<IResult> Write(
        string id, FormBody form, ConversationDesk conversation, RequestPageReader reader, Viewer viewer, CancellationToken cancellation)
    {
        var before = (await conversation.All(new(id), cancellation)).Count;
        var outcome = await conversation.FromOffice(new(id), viewer.Actor(), form["message"], cancellation);
        if (outcome is Outcome<RequestRecord>.Done)
            await ConversationSettling.After(new(id), before, conversation, cancellation);
        if (outcome is Outcome<RequestRecord>.Refused(Refusal.Invalid(var errors)) && await reader.Read(new(id), cancellation) is { } model)
            return Pages.Page<RequestPage>(new { Model = model with { Typed = form.Fields, Errors = errors } }, StatusCodes.Status400BadRequest);
        return outcome.ToPage(_ => Pages.SeeOther($"/requests/{id}#conversation"));
    }

    private static async Task<IResult> Assess(
        string id, FormBody form, AssessmentDesk desk, RequestPageReader reader, Viewer viewer, CancellationToken cancellation)
    {
        var levels = form.Group("levels.").ToDictionary(level => level.Key, level => Number(level.Value) ?? -1);
        var outcome = await desk.Give(new(id), viewer.Actor(), levels, cancellation);
        if (outcome is Outcome<RequestRecord>.Refused(Refusal.Invalid(var errors)) && await reader.Read(new(id), cancellation) is { } model)
            return Pages.Page<RequestPage>(new { Model = model with { Typed = form.Fields, Errors = errors } }, StatusCodes.Status400BadRequest);
        return outcome.ToPage(_ => Pages.SeeOther($"/requests/{id}"));
    }

    private static async Task<IResult> Withdraw(
        string id, FormBody form, ScreeningDesk desk, RequestQueries queries, RequestPageReader reader, Viewer viewer, CancellationToken cancellation) =>
        await Next(id, form, await desk.Withdraw(new(id), viewer.Actor(), form["reason"], cancellation), queries, reader, cancellation);

    /// <summary>Back to where the form was, with what came of it; or the form again, with what is wrong.</summary>
    private static async Task<IResult> Next(
        string id, FormBody form, Outcome<RequestRecord> outcome, RequestQueries queries, RequestPageReader reader, CancellationToken cancellation)
    {
        if (outcome is Outcome<RequestRecord>.Done(var request))
        {
            await RequestSettling.After(request, queries, cancellation);
            return Pages.SeeOther(form["back"] == "worklist" ? "/worklist" : $"/requests/{id}");
        }
        return outcome is Outcome<RequestRecord>.Refused(Refusal.Invalid(var errors)) && await reader.Read(new(id), cancellation) is { } model
            ? Pages.Page<RequestPage>(new { Model = model with { Typed = form.Fields, Errors = errors } }, StatusCodes.Status400BadRequest)
            : outcome.ToPage(_ => Results.NoContent());
    }

    internal static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IResult NoSuchRequest(string id) => RefusalAnswers.Page(new Refusal.NotFound($"There is no request {id}."));
}
