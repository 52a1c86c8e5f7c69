using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Design;
using PmoFlow.Web.Portfolio;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>What is said of a program.</summary>
internal sealed record ProgramWriting(string? Name, string? Outcome, string? Unit, string? OwnerEmail);

/// <summary>Places a project: in which program (null for none any more), from which day on (null for today).</summary>
internal sealed record PlacingWriting(string? Program, DateOnly? From);

/// <summary>A program of the list.</summary>
internal sealed record ProgramResource(
    string Id, string Name, string Outcome, string Unit, string? Owner, string? OwnerName, string? Rating, string? Because, decimal Projects, decimal Budget, DateTimeOffset UpdatedAt)
{
    public static ProgramResource Of(ProgramLine line, RollUp rule) => Of(line.Program, line.Ratings, rule, line.Total.Total(Measure.Budget), line.Total.UpdatedAt);

    public static ProgramResource Of(ProgramRecord program, RatingMix ratings, RollUp rule, decimal budget, DateTimeOffset at)
    {
        var rolled = ratings.By(rule);
        return new(program.Id.Value, program.Name, program.Outcome, program.Unit.Value, program.Owner, program.OwnerName, rolled is null ? null : Words.Stable(rolled.Rating), rolled?.Because,
            ratings.Count, budget, at);
    }
}

/// <summary>A program on a day with its projects, and what those say together.</summary>
internal sealed record ProgramDetailResource(
    ProgramResource Program, DateOnly AsOf, IReadOnlyList<ProgramProjectResource> Projects, EarnedValueResource? EarnedValue, IReadOnlyList<ProgramGapResource> Missing,
    IReadOnlyList<ProgramMilestoneResource> Milestones, IReadOnlyList<ProgramNeedResource> Needs, IReadOnlyList<ProgramRiskResource> Risks, BenefitsResource Benefits,
    IReadOnlyList<ProgramMoveResource> Moves)
{
    public static ProgramDetailResource Of(ProgramView view, RollUp rule) => new(
        ProgramResource.Of(view.Program, view.Ratings, rule, view.Budget, view.Program.UpdatedAt), view.Day,
        [.. view.Members.Select(member => new ProgramProjectResource(member.Project.Id.Value, member.Project.Name, member.Since, member.IsActive ? "active" : "closed",
            Words.Stable(member.Rating), member.Project.LeadName ?? member.Project.Lead, member.Budget, member.ChangedAt))],
        view.Value is { } value ? EarnedValueResource.Of(value) : null,
        [.. view.Readings.Where(one => one.Reading.Value is null).Select(one => new ProgramGapResource(one.Part.Project.Id.Value, string.Join(' ', one.Reading.Missing)))],
        [.. view.Parts.SelectMany(part => part.Plan.Outlooks(view.Day).Select(outlook => (Project: part.Project.Id.Value, Outlook: outlook))).OrderBy(one => one.Outlook.Day ?? DateOnly.MaxValue)
            .Select(one => ProgramMilestoneResource.Of(one.Project, one.Outlook))],
        [.. view.Needs.Select(need => new ProgramNeedResource(need.Need.Project.Value, need.Need.On.Value, need.Need.What, need.Need.NeededBy, need.Need.Milestone, need.IsWithin, need.Late))],
        [.. view.Risks.Select(risk => new ProgramRiskResource(risk.Project.Id.Value, risk.Item.Quoted, Words.Stable(risk.Item.Kind), risk.Item.Title, risk.Item.Exposure, risk.Item.Owner, risk.Item.Due))],
        BenefitsResource.Of(view.Worth, view.Day),
        [.. view.Moves.Select(move => new ProgramMoveResource(move.On, move.Project.Id.Value, move.Project.Name, move.Came))]);
}

/// <summary>A project of a program: since when it belongs to it, and how it stood on the day.</summary>
internal sealed record ProgramProjectResource(string Id, string Name, DateOnly Since, string State, string Rating, string? Lead, decimal? Budget, DateTimeOffset? UpdatedAt);

/// <summary>Why a project is not in the earned value.</summary>
internal sealed record ProgramGapResource(string Project, string Why);

/// <summary>A milestone of one of the projects.</summary>
internal sealed record ProgramMilestoneResource(string Project, string Name, string Title, DateOnly? Baseline, DateOnly? Plan, DateOnly? Forecast, DateOnly? Actual, int? Slip)
{
    public static ProgramMilestoneResource Of(string project, MilestoneOutlook outlook) => Of(project, outlook.Milestone, outlook.Slip);

    private static ProgramMilestoneResource Of(string project, Milestone one, int? slip) =>
        new(project, one.Name, one.Title, one.Baseline, one.Plan, one.Forecast, one.Actual, slip);
}

/// <summary>What one of the projects needs; within the program or of a project outside of it.</summary>
internal sealed record ProgramNeedResource(string Project, string On, string What, DateOnly? NeededBy, string? Milestone, bool WithinProgram, int? DaysLate);

/// <summary>An open risk or issue of one of the projects.</summary>
internal sealed record ProgramRiskResource(string Project, string Number, string Kind, string Title, int? Exposure, string? Owner, DateOnly? Due);

/// <summary>A project came (<c>came</c>) or left from that day on.</summary>
internal sealed record ProgramMoveResource(DateOnly On, string Project, string Name, bool Came);
