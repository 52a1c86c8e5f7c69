using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Digests;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Digests;

/// <summary>What changed in a week, and who gets it by mail.</summary>
internal static class DigestEndpoints
{
    public static void MapDigests(this IEndpointRouteBuilder routes)
    {
        var weeks = routes.MapGroup("/dashboards").RequirePermission(Permission.SeeDashboards).ExcludeFromDescription();
        weeks.MapGet("/week", async (string? unit, string? from, string? until, WeekQueries queries, CancellationToken cancellation) =>
            (await WeekModel.Read(unit, from, until, queries, cancellation)).ToPage(model => Pages.Page<WeekPage>(new { Model = model })));
        weeks.MapGet("/week.{kind:regex(^(csv|xlsx)$)}", async (string kind, string? unit, string? from, string? until, WeekQueries queries, CancellationToken cancellation) =>
            (await WeekModel.Read(unit, from, until, queries, cancellation)).ToPage(model => model.Sheet.ToResult(kind)));

        var mails = routes.MapGroup("/digests").RequirePermission(Permission.SeeDashboards).ExcludeFromDescription();
        mails.MapGet("", Show);
        mails.MapPost("", async (FormBody form, DigestDesk desk, Viewer viewer, CancellationToken cancellation) =>
            (await desk.Subscribe(viewer.Person!, UnitOf(form["unit"]), cancellation)).ToPage(_ => Pages.SeeOther("/digests"))).ProtectForm();
        mails.MapPost("/remove", async (FormBody form, DigestDesk desk, Viewer viewer, CancellationToken cancellation) =>
        {
            await desk.Unsubscribe(viewer.Person!.Email, UnitOf(form["unit"]), cancellation);
            return Pages.SeeOther("/digests");
        }).ProtectForm();

        // The token is the proof: a mail program that unsubscribes by one POST (RFC 8058) has neither a page nor a cookie.
        var link = routes.MapGroup("/digests/unsubscribe/{token}").AllowAnonymous().ExcludeFromDescription().LimitLinks();
        link.MapGet("", Ask);
        link.MapPost("", Unsubscribe);
    }

    /// <summary>Nothing, or the portfolio's own name, is the whole of it.</summary>
    internal static UnitId? UnitOf(string? text) => string.IsNullOrWhiteSpace(text) || text == Board.Enterprise.Value ? null : new UnitId(text);

    private static async Task<IResult> Show(string? unit, DigestDesk desk, Boards boards, Viewer viewer, CancellationToken cancellation) =>
        Pages.Page<DigestPage>(new
        {
            Subscriptions = await desk.Of(viewer.Person!.Email, cancellation),
            Units = (await boards.Now(cancellation)).Tree.Subtree(null).ToList(),
            Chosen = UnitOf(unit),
        });

    private static async Task<IResult> Ask(string token, DigestDesk desk, Boards boards, CancellationToken cancellation) =>
        await desk.Open(token, cancellation) is not { } link ? Unknown()
            : Pages.Page<UnsubscribePage>(new { Name = link.Unit is { } unit ? (await boards.Now(cancellation)).Tree.Find(unit)?.Name ?? unit.Value : "the whole portfolio" });

    private static async Task<IResult> Unsubscribe(string token, DigestDesk desk, CancellationToken cancellation)
    {
        if (await desk.Open(token, cancellation) is not { } link)
            return Unknown();
        var ended = await desk.Unsubscribe(link.Email, link.Unit, cancellation);
        return Pages.Message(StatusCodes.Status200OK, "Unsubscribed", ended
            ? "No more of these weekly mails will be sent to you. You can ask for them again on the dashboard."
            : "You were unsubscribed before: no more of these weekly mails are sent to you.");
    }

    private static IResult Unknown() => Pages.Message(StatusCodes.Status404NotFound, "Unknown link", "This link is not one of ours. Open the one in your newest weekly mail.");
}
