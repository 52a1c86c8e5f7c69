using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows;

/// <summary>Who does something, as it stands in the timeline.</summary>
/// <param name="Email">Mail address.</param>
/// <param name="Name">Name at that time.</param>
public sealed record Actor(string Email, string Name)
{
    /// <summary>Somebody of the directory.</summary>
    public static Actor Of(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return new(person.Email, person.Name);
    }
}
