using PmoFlow.Domain.Organisation;

namespace PmoFlow.Web.Identity;

/// <summary>Who looks at this page: somebody of the office, somebody signed in whom the office does not know, or nobody.</summary>
public sealed class Viewer
{
    /// <summary>The mail address they signed in with.</summary>
    public string? Email { get; internal set; }

    /// <summary>Their entry in the office's directory.</summary>
    public Person? Person { get; internal set; }

    /// <summary>Whether one of their roles brings that permission.</summary>
    public bool May(Permission permission) => Person is not null && Access.Allows(Person, permission);
}
