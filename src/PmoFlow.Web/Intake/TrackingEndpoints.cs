using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Intake;

/// <summary>The requester's own page, by link: what happens next, the office's question, messages, another revision, withdrawing.</summary>
internal static class TrackingEndpoints
{
    public static void MapTracking(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/requests/track/{token}").AllowAnonymous().ExcludeFromDescription().LimitLinks();
        group.MapGet("", Show);
        group.MapPost("/answer", Answer);
        group.MapPost("/messages", Write).LimitSubmissions();
        group.MapGet("/revise", ShowRevision);
        group.MapPost("/revise", Revise).LimitSubmissions().WithMetadata(new BodyLimit(SentForm.Most));
        group.MapGet("/withdraw", ConfirmWithdrawal);
        group.MapPost("/withdraw", Withdraw);
    }

    private static async Task<IResult> Show(string token, TrackingDesk desk, TrackingReader reader, CancellationToken cancellation)
    {
        var found = await desk.Find(token, cancellation);
        return found is Outcome<RequestRecord>.Done(var request)
            ? Page(await reader.Read(token, request, cancellation))
            : found.ToPage(_ => Results.NoContent());
    }

    private static async Task<IResult> Answer(
        string token, FormBody form, TrackingDesk desk, RequestQueries queries, TrackingReader reader, CancellationToken cancellation)
    {
        var outcome = await desk.Answer(token, form["answer"], cancellation);
        if (outcome is Outcome<RequestRecord>.Done(var request))
            await RequestSettling.After(request, queries, cancellation);
        return await Again(token, form, outcome, desk, reader, cancellation);
    }

    private static async Task<IResult> Write(
        string token, FormBody form, TrackingDesk desk, ConversationDesk conversation, TrackingReader reader, CancellationToken cancellation)
    {
        var before = await desk.Find(token, cancellation) is Outcome<RequestRecord>.Done(var asked) ? (await conversation.All(asked.Id, cancellation)).Count : 0;
        var outcome = await conversation.FromRequester(token, form["message"], cancellation);
        if (outcome is Outcome<RequestRecord>.Done(var request))
            await ConversationSettling.After(request.Id, before, conversation, cancellation);
        return await Again(token, form, outcome, desk, reader, cancellation);
    }

    private static async Task<IResult> ShowRevision(string token, TrackingDesk desk, TrackingReader reader, CancellationToken cancellation)
    {
        var found = await desk.Find(token, cancellation);
        if (found is not Outcome<RequestRecord>.Done(var request))
            return found.ToPage(_ => Results.NoContent());
        return RevisionDesk.CanRevise(request)
            ? Pages.Page<RevisePage>(new { Model = await reader.Form(request, null, [], cancellation), Token = token, request.Revision })
            : Pages.SeeOther($"/requests/track/{token}");
    }

    private static async Task<IResult> Revise(
        string token, HttpContext context, TrackingDesk desk, RevisionDesk revisions, AttachmentDesk attachments, UploadAllowance allowance, TrackingReader reader,
        CancellationToken cancellation)
    {
        var found = await desk.Find(token, cancellation);
        if (found is not Outcome<RequestRecord>.Done(var request))
            return found.ToPage(_ => Results.NoContent());
        var asked = reader.FormOf(request);
        var (form, refused) = await SentForm.Read(context, attachments, allowance, _ => asked);
        var outcome = refused.Count > 0 ? new Refusal.Invalid(refused)
            : await revisions.Revise(token, RequestPageEndpoints.Number(form["revision"]), form["title"], form["description"], form.Group("fields."), cancellation);
        return outcome is Outcome<RequestRecord>.Refused(Refusal.Invalid(var errors))
            ? Pages.Page<RevisePage>(new { Model = await reader.Form(request, form.Fields, errors, cancellation), Token = token, request.Revision }, StatusCodes.Status400BadRequest)
            : outcome.ToPage(_ => Pages.SeeOther($"/requests/track/{token}"));
    }

    private static async Task<IResult> ConfirmWithdrawal(string token, TrackingDesk desk, CancellationToken cancellation) =>
        (await desk.Find(token, cancellation)).ToPage(request => request.Outcome == RequestOutcome.Open
            ? Pages.Page<WithdrawPage>(new { Token = token, Request = request })
            : Pages.SeeOther($"/requests/track/{token}"));

    private static async Task<IResult> Withdraw(
        string token, FormBody form, TrackingDesk desk, RequestQueries queries, CancellationToken cancellation)
    {
        var outcome = await desk.Withdraw(token, form["reason"], cancellation);
        if (outcome is Outcome<RequestRecord>.Done(var request))
            await RequestSettling.After(request, queries, cancellation);
        return outcome.ToPage(_ => Pages.SeeOther($"/requests/track/{token}"));
    }

    /// <summary>The page after what was done; the page as it was, with what is wrong, where it was not.</summary>
    private static async Task<IResult> Again(
        string token, FormBody form, Outcome<RequestRecord> outcome, TrackingDesk desk, TrackingReader reader, CancellationToken cancellation) =>
        outcome is Outcome<RequestRecord>.Refused(Refusal.Invalid(var errors)) && await desk.Find(token, cancellation) is Outcome<RequestRecord>.Done(var request)
            ? Page(await reader.Read(token, request, cancellation) with { Typed = form.Fields, Errors = errors })
            : outcome.ToPage(_ => Pages.SeeOther($"/requests/track/{token}"));

    private static IResult Page(TrackingModel model) =>
        Pages.Page<TrackingPage>(new { Model = model }, model.Errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
