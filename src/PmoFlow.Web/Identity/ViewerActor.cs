using PmoFlow.Workflows;

namespace PmoFlow.Web.Identity;

internal static class ViewerActor
{
    /// <summary>Who acts; only behind a required permission, so there is somebody.</summary>
    public static Actor Actor(this Viewer viewer) =>
        Workflows.Actor.Of(viewer.Person ?? throw new InvalidOperationException("Nobody is signed in."));

    /// <summary>Who acts, if anybody.</summary>
    public static Actor? ActorOrNobody(this Viewer viewer) => viewer.Person is { } person ? Workflows.Actor.Of(person) : null;
}
