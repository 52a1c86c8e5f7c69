namespace PmoFlow.Workflows.Workshop;

/// <summary>A lifecycle that somebody works on; one per name, shared by the administrators.</summary>
/// <param name="Name">The lifecycle's.</param>
/// <param name="Text">Its file as written so far, right or wrong.</param>
/// <param name="Email">Who saved it last.</param>
/// <param name="AuthorName">Their name.</param>
/// <param name="SavedAt">UTC.</param>
/// <param name="Saves">How often it was saved: a page that showed an earlier saving must not write over a later one.</param>
public sealed record LifecycleDraft(string Name, string Text, string Email, string AuthorName, DateTimeOffset SavedAt, int Saves);
