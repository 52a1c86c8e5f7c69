using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Import;

/// <summary>One row to be taken over.</summary>
internal sealed record ProjectRowIntake(ImportRecord Import, int Row, ProjectId Project, ProjectRow Read, UnitId Unit)
{
    /// <summary>The program that the file places it in; null where it does not say.</summary>
    public ProgramRecord? Program { get; init; }

    /// <summary>Under which the timeline remembers it: once per row and run.</summary>
    public string Step => $"{Import.Id}|{Import.Run}|{Row}";
}

/// <summary>
/// Makes a row of a file a project's rating: record, health check, summaries. Facts of the latest period stand on the project,
/// in whatever order files come; a row that is taken over twice changes nothing the second time.
/// </summary>
internal sealed class ProjectIntake(
    ProjectLedger projects, LifecycleLibrary lifecycles, OfficeDirectory directory, IOrchestrationClient orchestrations,
    StatusBeginning status,
    TimeProvider clock)
{
    /// <summary>Takes a row over and gives what the project is known by afterwards; lists and summaries follow by <paramref name="effects"/>.</summary>
    public async Task<ProjectIdentity> Take(
        ProjectRowIntake intake, ProjectIdentity? known, IntakeEffects effects, CancellationToken cancellation)
    {
        var check = CheckOf(intake);
        var before = await projects.Find(intake.Project, cancellation);
        var leadName = intake.Read.LeadName
            ?? (intake.Read.LeadEmail is { } email ? (await directory.Find(email, cancellation))?.Name ?? email : null);
        var project = before is null
            ? await projects.Open(With(NewProject(intake), intake, leadName), intake.Step, Draft(intake, "imported"), Beside, effects.Projects, cancellation)
            : await projects.Enter(intake.Project, intake.Step, Draft(intake, "rated"), p => With(p, intake, leadName), Beside, effects.Projects, cancellation);
        // What the last run filed elsewhere, or wrote without living to publish it, goes from there.
        var filed = known?.In(check.Period)?.FiledUnder;
        effects.Rate(intake.Unit, check, leaving: filed != intake.Unit ? filed : null);
        effects.Projects.Add(project.Id, known?.Sightings[^1].FiledUnder);
        if (project is { Lead: { } lead, State: ProjectState.Active, Request: null } && await Accompany(intake, project, cancellation))
        {
            // As for a project of a request: the lead hears that it is theirs, then of each check and report.
            // A file that names another lead, or one anew, tells them: below 0 is what files say, so that it is no number of the project's own.
            var isNamedAnew = before is not null && (before.Lead != lead || before.State == ProjectState.Closed);
            var named = new LeadNamed(project.Id, lead, intake.Import.ByName, isNamedAnew ? -before!.Timeline.Sequence : 0);
            await orchestrations.Start(LeadNotice.Reference, named.InstanceId, named, cancellation);
            await status.BeginChecks(project, cancellation);
            await status.Begin(project, cancellation);
        }
        return (known ?? new ProjectIdentity(intake.Project, [], []))
            .Seen(intake.Read.Sighting with { FiledUnder = intake.Unit }, WordSketch.Of(intake.Read.Description));

        void Beside(TableBatch batch) =>
            batch.Upsert(OfficeTables.HealthChecks, OfficeTables.HealthRow(check.Period, check.Number), check);
    }

    // What was accompanied before a file left it out is accompanied again once one names it.
    private async Task<bool> Accompany(ProjectRowIntake intake, ProjectRecord project, CancellationToken cancellation) =>
        intake.Import.Mapping.StartHealthChecks || (project.Reopened > 0 && await status.LastCheck(project, cancellation) > 0);

    private HealthCheckRecord CheckOf(ProjectRowIntake intake)
    {
        var (read, now) = (intake.Read, clock.GetUtcNow());
        return new(intake.Project, read.Sighting.Period, 0, now, now, read.Rating, read.Trace)
        {
            Answers = read.Fields,
            AnsweredBy = intake.Import.By,
            AnsweredAt = now,
        };
    }

    private ProjectRecord NewProject(ProjectRowIntake intake)
    {
        var (lifecycle, now) = (lifecycles.Current(RequestDesk.StandardLifecycle) ?? lifecycles.All[0], clock.GetUtcNow());
        var stage = lifecycle.Stages.OfType<LifecycleStage.Delivery>().FirstOrDefault()
            ?? throw new PermanentFailureException($"Lifecycle {lifecycle.Id} has no delivery stage, so no project can be imported into it.");
        return new(intake.Project, intake.Read.Sighting.Name, "", intake.Unit, null, lifecycle.Id, stage.Name, ProjectState.Active, now, now, [], TimelineEnd.Empty);
    }

    // What the file leaves empty stays as it was; what a later period has said stays, too.
    private ProjectRecord With(ProjectRecord before, ProjectRowIntake intake, string? leadName)
    {
        // A file of a year says to which program the project belonged from that year on, in whatever order files come.
        var project = intake.Program is { } program
            ? before with { Programs = before.Programs.With(new(PeriodText.FirstDay(intake.Read.Sighting.Period), program.Id)) } : before;
        var (read, sighting) = (intake.Read, intake.Read.Sighting);
        if (project.RatedPeriod is { } rated && string.CompareOrdinal(PeriodText.Order(rated), PeriodText.Order(sighting.Period)) > 0)
            return project;
        return project with
        {
            Name = sighting.Name,
            Description = read.Description.Length > 0 ? read.Description : project.Description,
            Unit = sighting.Unit.Length > 0 || project.RatedPeriod is null ? intake.Unit : project.Unit,
            Lead = read.LeadEmail ?? project.Lead,
            LeadName = read.LeadEmail is null && project.LeadName is not null ? project.LeadName : leadName ?? project.LeadName,
            Start = sighting.Start ?? project.Start,
            End = sighting.End ?? project.End,
            Budget = read.Budget ?? project.Budget,
            Rating = read.Rating,
            RatedPeriod = sighting.Period,
            RatedAt = clock.GetUtcNow(),
            // One that an earlier file left out is there again.
            State = project.LeftOut is null ? project.State : ProjectState.Active,
            Reopened = project is { LeftOut: not null, State: ProjectState.Closed } ? project.Reopened + 1 : project.Reopened,
            LeftOut = null,
            Fields = project.Request is null ? read.Fields : project.Fields,
        };
    }

    private static TimelineDraft Draft(ProjectRowIntake intake, string kind)
    {
        var (sighting, rating) = (intake.Read.Sighting, intake.Read.Rating.Label());
        return new(kind, intake.Import.RunBy ?? intake.Import.By,
            $"{rating} for {sighting.Period}, from {intake.Import.File.Name}, row {intake.Row}.{(intake.Program is { } program ? $" In program {program.Name}." : "")}",
            new Dictionary<string, string>(intake.Program is null ? [] : [new("program", intake.Program.Id.Value)])
            {
                ["period"] = sighting.Period,
                ["rating"] = rating,
                ["import"] = intake.Import.Id,
                ["name"] = sighting.Name,
            });
    }
}
