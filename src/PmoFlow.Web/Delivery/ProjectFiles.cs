using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Export;
using PmoFlow.Web.Identity;

namespace PmoFlow.Web.Delivery;

/// <summary>The parts of a project as files, each beside its page.</summary>
internal static class ProjectFiles
{
    public static void MapProjectFiles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/projects/{id}").RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        group.MapGet("/money" + TakeAway.Kind, (string id, string kind, DeliveryPages pages) => pages.File(id, kind, DeliverySheets.Money));
        group.MapGet("/milestones" + TakeAway.Kind, (string id, string kind, DeliveryPages pages) => pages.File(id, kind, DeliverySheets.Milestones));
        group.MapGet("/raid" + TakeAway.Kind, (string id, string kind, DeliveryPages pages) => pages.File(id, kind, DeliverySheets.Raid));
        group.MapGet("/status" + TakeAway.Kind, (string id, string kind, DeliveryPages pages) => pages.File(id, kind, DeliverySheets.Status));
        group.MapGet("/changes" + TakeAway.Kind, (string id, string kind, ControlPages pages) => pages.File(id, kind, DeliverySheets.Changes));
    }
}
