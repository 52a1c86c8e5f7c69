using System.Text.Json.Serialization;
using PmoFlow.Domain.Digests;
using PmoFlow.Domain.Health;
using PmoFlow.Web.Portfolio;
using PmoFlow.Workflows.Digests;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Digests;

/// <summary>A weekly mail that somebody gets.</summary>
internal sealed record DigestResource(string Unit, DateTimeOffset Since, DateTimeOffset? SentAt)
{
    public static DigestResource Of(DigestSubscription subscription) =>
        new((subscription.Unit ?? Board.Enterprise).Value, subscription.Since, subscription.SentAt);
}

/// <summary>A week: what moved, what slipped, what is late at its end.</summary>
internal sealed record WeekResource(
    string Unit, DateOnly From, DateOnly Until, IReadOnlyList<MovedResource> Ratings, IReadOnlyList<SlipResource> Slips,
    IReadOnlyList<LateResource> LateReports, IReadOnlyList<LateResource> LateChecks, IReadOnlyList<LateResource> OverdueActions)
{
    public static WeekResource Of(Week week) => new((week.Node?.Id ?? Board.Enterprise).Value, week.Changes.From, week.Changes.Until,
        [.. week.Changes.Ratings.Select(moved => new MovedResource(Subjects.Number(moved.Of), moved.Title, moved.Who, moved.Before, moved.After))],
        [.. week.Changes.Slips.Select(slip => new SlipResource(Subjects.Number(slip.Of), slip.Title, slip.Who, slip.Days))],
        Late(week.Changes.Reports), Late(week.Changes.Checks), Late(week.Changes.Actions));

    private static IReadOnlyList<LateResource> Late(IReadOnlyList<LateThing> late) =>
        [.. late.Select(thing => new LateResource(Subjects.Number(thing.Of), thing.Title, thing.Who, thing.Due, thing.IsNew, thing.Project))];
}

/// <summary>A project whose rating moved.</summary>
internal sealed record MovedResource(string Project, string Name, string? Lead, HealthRating Before, HealthRating After);

/// <summary>A project whose milestones slipped, by how many days in all.</summary>
internal sealed record SlipResource(string Project, string Name, string? Lead, decimal Days);

/// <summary>What is late: a project's report or check, or an action; <c>project</c> is the name of an action's project.</summary>
internal sealed record LateResource(string Of, string Title, string? Who, DateOnly Due, bool IsNew, string? Project);

/// <summary>The JSON of these.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WeekResource))]
[JsonSerializable(typeof(DigestResource))]
[JsonSerializable(typeof(IReadOnlyList<DigestResource>))]
internal sealed partial class DigestApiJson : JsonSerializerContext;
