using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What is said of a program.</summary>
public sealed record ProgramContent(string? Name, string? Outcome, string? Unit, string? OwnerEmail);

/// <summary>Where programs are made and projects are placed in them.</summary>
public sealed class ProgramDesk(ProgramLedger programs, ProjectLedger projects, OfficeDirectory directory, OfficeSettings office, TimeProvider clock)
{
    /// <summary>Makes a program.</summary>
    public async Task<Outcome<ProgramRecord>> Create(Actor actor, ProgramContent content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(content);
        var read = await Read(content, null, cancellation);
        if (read is not Outcome<Said>.Done(var said))
            return ((Outcome<Said>.Refused)read).Refusal;
        return await programs.Open(said.Name, said.Unit, new("opened", actor.Email, $"Made the program: {said.Outcome}"),
            program => program with { Outcome = said.Outcome, Owner = said.Owner?.Email, OwnerName = said.Owner?.Name }, cancellation);
    }

    /// <summary>Changes name, outcome, unit and owner.</summary>
    public async Task<Outcome<ProgramRecord>> Change(ProgramId id, Actor actor, ProgramContent content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(content);
        var read = await Read(content, id, cancellation);
        if (read is not Outcome<Said>.Done(var said))
            return ((Outcome<Said>.Refused)read).Refusal;
        return await programs.Enter(id, Guid.NewGuid().ToString("N"), new("changed", actor.Email, "Changed name, outcome, unit or owner.", new Dictionary<string, string>
        {
            ["name"] = said.Name,
            ["outcome"] = said.Outcome,
            ["unit"] = said.Unit.Value,
            ["owner"] = said.Owner?.Name ?? "nobody yet",
        }), program => program with { Name = said.Name, Outcome = said.Outcome, Unit = said.Unit, Owner = said.Owner?.Email, OwnerName = said.Owner?.Name }, cancellation);
    }

    /// <summary>
    /// Places a project in a program from a day on, or in none. What has been stays: a day before the last placing is refused, the very
    /// day of the last one corrects it.
    /// </summary>
    /// <param name="id">Which project.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="program">In which program; null for none any more.</param>
    /// <param name="from">The first day; null for today.</param>
    /// <param name="cancellation">Gives up before anything is written.</param>
    public async Task<Outcome<ProjectRecord>> Place(ProjectId id, Actor actor, ProgramId? program, DateOnly? from, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await projects.Find(id, cancellation) is not { } project)
            return new Refusal.NotFound($"There is no project {id}.");
        var target = program is { } wanted ? await programs.Find(wanted, cancellation) : null;
        if (program is not null && target is null)
            return new Refusal.Invalid([new("program", $"There is no program '{program}'.")]);
        var today = office.Calendar.DayOf(clock.GetUtcNow());
        var day = from ?? today;
        if (day > today)
            return new Refusal.Invalid([new("from", "Give today or a day that has been: a placing holds from its day on.")]);
        if (project.Programs is [.., { From: var last }] && day < last)
            return new Refusal.Invalid([new("from", $"It was placed on {Text(last)}, and what has been stays as it was. Give that day or a later one.")]);
        if (project.Programs.Now() == program)
            return project;
        return await projects.Enter(id, $"program|{Guid.NewGuid():N}", Placed(actor.Email, target, day),
            before => before with { Programs = before.Programs.With(new(day, program)) }, cancellation: cancellation);
    }

    /// <summary>The program that a file names, made where there is none yet. Safe to repeat.</summary>
    internal async Task<ProgramRecord> Named(string name, UnitId unit, string by, string source, CancellationToken cancellation) =>
        await programs.Named(name, cancellation)
            ?? await programs.Open(name, unit, new("opened", by, $"Came with {source}."), program => program, cancellation);

    private static TimelineDraft Placed(string by, ProgramRecord? program, DateOnly day) => new("program-placed", by,
        program is null ? $"In no program any more since {Text(day)}." : $"In program {program.Name} ({program.Id}) since {Text(day)}.",
        new Dictionary<string, string> { ["program"] = program?.Id.Value ?? "none", ["from"] = Text(day) });

    private sealed record Said(string Name, string Outcome, UnitId Unit, Person? Owner);

    private async Task<Outcome<Said>> Read(ProgramContent content, ProgramId? of, CancellationToken cancellation)
    {
        var errors = new List<FieldError>();
        var name = AnswerText.Line(content.Name ?? "", RequestContent.MaxTitle, out var problem);
        if (name.Length == 0 || problem is not null)
            errors.Add(new("name", problem ?? "Give it a name."));
        else if (await programs.Named(name, cancellation) is { } other && other.Id != of)
            errors.Add(new("name", $"{other.Id} has this name already."));
        var outcome = AnswerText.Paragraph(content.Outcome ?? "", RequestContent.MaxDescription, out problem);
        if (outcome.Length == 0 || problem is not null)
            errors.Add(new("outcome", problem ?? "Say what is different once it is over."));
        var unit = (await directory.Units(cancellation)).FirstOrDefault(unit => unit.Id.Value == content.Unit);
        if (unit is null)
            errors.Add(new("unit", "Choose the unit that answers for it."));
        var owner = string.IsNullOrWhiteSpace(content.OwnerEmail) ? null : await directory.Find(content.OwnerEmail, cancellation);
        if (owner is null && !string.IsNullOrWhiteSpace(content.OwnerEmail))
            errors.Add(new("ownerEmail", $"'{content.OwnerEmail}' is nobody of this office."));
        return errors.Count > 0 ? new Refusal.Invalid(errors) : new Said(name, outcome, unit!.Id, owner);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
