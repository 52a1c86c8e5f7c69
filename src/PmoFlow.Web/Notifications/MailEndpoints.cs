using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Notifications;

namespace PmoFlow.Web.Notifications;

/// <summary>What becomes of mails: the provider's reports, and what analysts do about those that did not arrive.</summary>
internal static class MailEndpoints
{
    public static void MapMailReports(this IEndpointRouteBuilder routes)
    {
        // Only a provider that signs its reports is listened to; without one there is no such address.
        if (routes.ServiceProvider.GetService<IMailReports>() is not null)
            routes.MapPost("/mail/reports", Report).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/mail/settled", Settle).RequirePermission(Permission.WorkOnRequests).ProtectForm().ExcludeFromDescription();
    }

    private static async Task<IResult> Report(HttpContext context, IMailReports reports, Outbox outbox, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellation);
        if (reports.Read(name => context.Request.Headers[name], body.ToArray()) is not { } deliveries)
            return TypedResults.Unauthorized();
        foreach (var delivery in deliveries)
            await outbox.Report(delivery, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Settle(FormBody form, UndeliveredMails mails, CancellationToken cancellation)
    {
        if (form["about"] is { } about && form["key"] is { } key)
            await mails.Settle(about, key, cancellation);
        return Pages.SeeOther("/worklist");
    }
}
