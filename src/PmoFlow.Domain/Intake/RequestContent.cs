namespace PmoFlow.Domain.Intake;

/// <summary>What a requester asked for.</summary>
/// <param name="Title">One line, at most <see cref="MaxTitle"/> characters.</param>
/// <param name="Description">In their words, at most <see cref="MaxDescription"/> characters.</param>
/// <param name="Requester">Who asks.</param>
/// <param name="Fields">Answers to the form's fields by name, each in its stored text form; unanswered ones are absent.</param>
public sealed record RequestContent(
    string Title, string Description, Requester Requester, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Characters in a title.</summary>
    public const int MaxTitle = 200;

    /// <summary>Characters in a description or an answer.</summary>
    public const int MaxDescription = 20_000;

    /// <summary>What is attached, in the order of the form. The answers to such fields are the files' names, a line each.</summary>
    // Requests written before this existed have none, and a generated reader then sets null over an initialiser.
    public IReadOnlyList<AttachedFile> Files { get => field ?? []; init; }

    /// <summary>Whether both ask for the same, from the same requester, with the same answers.</summary>
    public bool SaysTheSameAs(RequestContent other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Title == other.Title && Description == other.Description && Requester == other.Requester
            && Fields.Count == other.Fields.Count && !Fields.Except(other.Fields).Any()
            && Files.Count == other.Files.Count && Files.Zip(other.Files).All(pair => pair.First.IsTheSameAs(pair.Second));
    }
}

/// <summary>Who asks: reached by mail, needs no account.</summary>
public sealed record Requester(string Name, string Email);
