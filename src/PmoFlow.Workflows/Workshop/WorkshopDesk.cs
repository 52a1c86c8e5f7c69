using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Where administrators work on lifecycles: drafts are written and checked, and put into force. Nothing that is in force ever changes.</summary>
public sealed class WorkshopDesk(ITableStore tables, LifecycleLibrary lifecycles, TimeProvider clock)
{
    /// <summary>The longest note about a publication.</summary>
    public const int LongestNote = 2_000;

    /// <summary>Every draft, by name.</summary>
    public async Task<IReadOnlyList<LifecycleDraft>> Drafts(CancellationToken cancellation = default) =>
        await tables.Scan(WorkshopTables.Draft, WorkshopTables.Drafts, cancellation: cancellation).Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>The draft of a lifecycle, or null.</summary>
    public async Task<LifecycleDraft?> Draft(string name, CancellationToken cancellation = default) =>
        (await tables.Find(WorkshopTables.Draft, new(WorkshopTables.Drafts, name), cancellation))?.Document;

    /// <summary>What a new draft of a lifecycle begins with: what is in force, under the next number.</summary>
    public string? Beginning(string name) =>
        lifecycles.Current(name) is { } current && lifecycles.Edition(current.Id)?.Source is { } text ? LifecycleText.With(text, name, Next(name)) : null;

    /// <summary>The number of the next version of a lifecycle.</summary>
    public int Next(string name) =>
        lifecycles.Editions.Where(edition => edition.Lifecycle.Name == name).Select(edition => edition.Lifecycle.Version).DefaultIfEmpty(0).Max() + 1;

    /// <summary>What a file says, or everything that is wrong with it: the same check as at the start, and that its number is free.</summary>
    public FileReading<Lifecycle> Check(string name, string text)
    {
        var others = lifecycles.All.Select(lifecycle => lifecycle.Name).Append(name).Distinct().ToList();
        var read = LifecycleFile.Read(name + LifecycleFile.Ending, text, others);
        if (read is FileReading<Lifecycle>.Accepted(var lifecycle) && lifecycle.Version < Next(name))
        {
            var line = text.ReplaceLineEndings("\n").Split('\n').TakeWhile(l => !l.StartsWith("version:", StringComparison.Ordinal)).Count() + 1;
            return new FileReading<Lifecycle>.Refused([new FileDefect(name + LifecycleFile.Ending, line, 1,
                $"There is a version {lifecycle.Version} already: a version never changes", $"write 'version: {Next(name)}'")]);
        }
        return read;
    }

    /// <summary>Begins a draft: of what is in force, or under a new name as a copy of another lifecycle.</summary>
    public async Task<Outcome<LifecycleDraft>> Begin(string? name, string? from, Actor actor, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(name) || !Identifiers.IsValid(name))
            return new Refusal.Invalid([new FieldError("name", $"That cannot be a name: {Identifiers.Fix}.")]);
        if (await Draft(name, cancellation) is { } there)
            return there;
        var text = Beginning(name) ?? (from is not null && Beginning(from) is { } other ? LifecycleText.With(other, name, 1) : null);
        return text is null
            ? new Refusal.Invalid([new FieldError("from", "Choose the lifecycle to begin with.")])
            : await Save(name, text, 0, actor, cancellation);
    }

    /// <summary>Keeps a draft as it is, right or wrong.</summary>
    /// <param name="name">The lifecycle's.</param>
    /// <param name="text">The whole file.</param>
    /// <param name="seen">How often it had been saved when the page was made: a later saving of somebody else is not written over.</param>
    /// <param name="actor">Who saves it.</param>
    /// <param name="cancellation">Gives up before anything is stored.</param>
    public async Task<Outcome<LifecycleDraft>> Save(string name, string text, int seen, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(actor);
        if (!Identifiers.IsValid(name))
            return new Refusal.NotFound($"There is no lifecycle '{name}'.");
        if (text.Length > LifecycleFile.MostCharacters)
            return new Refusal.Invalid([new FieldError("text", $"The file has {text.Length:N0} characters; keep it below {LifecycleFile.MostCharacters:N0}.")]);
        Refusal? refusal = null;
        var kept = await tables.Change(WorkshopTables.Draft, new(WorkshopTables.Drafts, name), before =>
        {
            refusal = (before?.Saves ?? 0) == seen ? null : new Refusal.TooLate(
                before is null ? "This draft was published or thrown away meanwhile. What you wrote is still on the page before this one: copy it, then begin a new draft."
                : $"{before.AuthorName} saved this draft meanwhile. What you wrote is still on the page before this one: copy it, then open the draft again.");
            return refusal is null ? new LifecycleDraft(name, text.ReplaceLineEndings("\n"), actor.Email, actor.Name, clock.GetUtcNow(), seen + 1) : null;
        }, cancellation);
        return refusal is null ? kept! : refusal;
    }

    /// <summary>Throws a draft away.</summary>
    public Task Discard(string name, CancellationToken cancellation = default) =>
        tables.Delete(WorkshopTables.Draft, new(WorkshopTables.Drafts, name), cancellation);

    /// <summary>Puts a file into force: new requests begin with it, running ones stay where they are. Who, when and why is kept with it.</summary>
    public async Task<Outcome<Lifecycle>> Publish(string name, string text, string? note, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(text);
        if (Check(name, text) is not FileReading<Lifecycle>.Accepted(var lifecycle))
        {
            return new Refusal.Invalid([.. ((FileReading<Lifecycle>.Refused)Check(name, text)).Defects
                .Select(defect => new FieldError("text", $"Line {defect.Line}: {defect.Reason} ({defect.Fix})."))]);
        }
        if (string.IsNullOrWhiteSpace(note) || note.Trim().Length > LongestNote)
            return new Refusal.Invalid([new FieldError("note", string.IsNullOrWhiteSpace(note) ? "Say what changes and why: it is kept with the version." : $"Shorten the note to {LongestNote:N0} characters.")]);
        if (!await lifecycles.Publish(lifecycle, text, new Publication(actor.Email, actor.Name, clock.GetUtcNow(), note.Trim()), cancellation))
            return new Refusal.TooLate($"Somebody has just published {lifecycle.Id}. Look at what changed, then publish yours under the next number.");
        await Discard(name, CancellationToken.None);
        return lifecycle;
    }
}
