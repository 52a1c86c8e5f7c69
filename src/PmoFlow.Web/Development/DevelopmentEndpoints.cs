using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Development;

/// <summary>Mailbox and clock: mapped in Development only, and answering this machine only.</summary>
internal static class DevelopmentEndpoints
{
    public static void MapDevelopment(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").DevelopmentOnly().AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/inbox", Inbox);
        pages.MapGet("/inbox/{id}", Message);
        pages.MapGet("/inbox/{id}/html", MessageHtml);
        pages.MapGet("/clock", (ClockDesk desk) => Pages.Page<ClockPage>(new { Reading = desk.Read() }));
        pages.MapPost("/clock", AdvanceByForm).ProtectForm();

        var api = routes.MapGroup("/api/v1/dev").DevelopmentOnly().AllowAnonymous().WithTags("Development");
        api.MapGet("/messages", async (string? to, Mailbox mailbox, CancellationToken cancellation) =>
            TypedResults.Ok(await mailbox.List(to, cancellation))).WithSummary("Mails sent so far, newest last");
        api.MapPost("/times", (PageTimes times) => TypedResults.Ok(times.Take())).WithSummary("How long answers took since this was last asked");
        api.MapGet("/clock", (ClockDesk desk) => TypedResults.Ok(desk.Read())).WithSummary("The office's clock");
        api.MapPost("/clock", async (JsonBody<ClockAdvance> body, ClockDesk desk, CancellationToken cancellation) =>
            (await desk.Advance(body.Value.Advance, cancellation)).ToApi(Results.Ok))
            .Produces<ClockReading>().ProducesProblem(400).WithSummary("Moves the office's clock forward and fires what falls due");
    }

    private static async Task<IResult> Inbox(string? to, Mailbox mailbox, CancellationToken cancellation)
    {
        var messages = await mailbox.List(string.IsNullOrWhiteSpace(to) ? null : to, cancellation);
        return Pages.Page<InboxPage>(new { Messages = messages.Reverse().Take(InboxPage.Shown).ToList(), Total = messages.Count, To = to });
    }

    private static async Task<IResult> Message(string id, Mailbox mailbox, HttpContext context, CancellationToken cancellation) =>
        await mailbox.Find(id, cancellation) is { } message
            ? Pages.Page<MessageViewPage>(new { Message = message })
            : ErrorAnswers.Say(context, StatusCodes.Status404NotFound);

    /// <summary>The mail as a mail program shows it: in a sandbox of its own, links open in the window around it.</summary>
    private static async Task<IResult> MessageHtml(string id, Mailbox mailbox, HttpContext context, CancellationToken cancellation)
    {
        if (await mailbox.Find(id, cancellation) is not { } message)
            return ErrorAnswers.Say(context, StatusCodes.Status404NotFound);
        context.Response.Headers.ContentSecurityPolicy =
            "sandbox allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
            + "style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        const string head = "<head>";
        return Results.Text(message.Html.Contains(head, StringComparison.OrdinalIgnoreCase)
            ? message.Html.Replace(head, head + "<base target=\"_top\">", StringComparison.OrdinalIgnoreCase)
            : "<base target=\"_top\">" + message.Html, "text/html; charset=utf-8");
    }

    private static async Task<IResult> AdvanceByForm(FormBody form, ClockDesk desk, CancellationToken cancellation) =>
        (await desk.Advance(form["advance"], cancellation)).ToPage(
            _ => Pages.SeeOther("/clock"),
            errors => Pages.Page<ClockPage>(new { Reading = desk.Read(), Errors = errors }, StatusCodes.Status400BadRequest));
}
