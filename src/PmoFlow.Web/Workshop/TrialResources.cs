using System.Text.Json;
using PmoFlow.Web.Design;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Web.Workshop;

/// <summary>A trial to be begun: of a version (null: the one in force), or of a file.</summary>
internal sealed record TrialBody(
    int? Version, string? File, string? Title, IReadOnlyDictionary<string, JsonElement>? Fields, IReadOnlyDictionary<string, TrialBehaviourResource>? People);

/// <summary>What somebody does, so many working days after it became their turn.</summary>
internal sealed record TrialBehaviourResource(string? Act, int After);

/// <summary>Somebody whose behaviour can be chosen.</summary>
internal sealed record TrialRoleResource(string Key, string Title, IReadOnlyList<string> Acts, int After)
{
    public static TrialRoleResource From(TrialRole role) => new(role.Key, role.Title, [.. role.Acts.Select(Words.Stable)], role.After);
}

/// <summary>A trial and what happened in it.</summary>
internal sealed record TrialResource(
    string Id, string Lifecycle, int? Version, string State, string? Result, DateTimeOffset? Reached, IReadOnlyList<TrialEventResource> Events)
{
    public static TrialResource Of(TrialRecord trial, IReadOnlyList<TrialEvent> events) => new(trial.Id, trial.Plan.Name, trial.Plan.Version, Words.Stable(trial.State), trial.Result,
        trial.Reached, [.. events.Select(e => new TrialEventResource(e.At, Words.Stable(e.Kind), e.Who, e.Text, e.Mail, e.Due, e.Then, e.Gate))]);
}

/// <summary>Something that happened in a trial: an entry of the timeline, a mail with its text, or a wait that began.</summary>
internal sealed record TrialEventResource(DateTimeOffset At, string Kind, string Who, string Text, string? Mail, DateTimeOffset? Due, string? Then, string? Gate);
