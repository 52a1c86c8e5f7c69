using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Scoring;

namespace PmoFlow.Domain.Lifecycles;

/// <summary>
/// One version of one of the office's processes, as its file says it. <c>(Name, Version)</c> never changes once used; a request
/// stays on the version it began with.
/// </summary>
/// <param name="Name">Stable, in the API and in keys: <c>standard</c>.</param>
/// <param name="Version">From 1.</param>
/// <param name="Title">For people.</param>
/// <param name="Form">What a requester is asked.</param>
/// <param name="Scoring">How a request is scored.</param>
/// <param name="Start">The name of the first stage.</param>
/// <param name="Stages">By name, in the order of the file.</param>
/// <param name="Withdrawn">The end that a withdrawn request reaches from any stage.</param>
public sealed record Lifecycle(
    string Name,
    int Version,
    string Title,
    RequestForm Form,
    ScoringModel Scoring,
    string Start,
    IReadOnlyList<LifecycleStage> Stages,
    string Withdrawn)
{
    /// <summary>Roles that the file names for its gates; null where it names none.</summary>
    public IReadOnlyList<NamedRole>? Roles { get; init; }

    /// <summary>The wording of mails, where the file has its own.</summary>
    public IReadOnlyList<Wording>? Wordings { get; init; }

    /// <summary>Name and version, as people and keys say it: <c>standard v1</c>.</summary>
    [JsonIgnore]
    public LifecycleVersion Id => new(Name, Version);

    /// <summary>The stage of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none: the file was not checked.</exception>
    public LifecycleStage Stage(string name) =>
        TryStage(name, out var stage) ? stage : throw new KeyNotFoundException($"Lifecycle {Id} has no stage '{name}'.");

    /// <summary>The stage of that name, if there is one.</summary>
    public bool TryStage(string name, [NotNullWhen(true)] out LifecycleStage? stage) =>
        (stage = Stages.FirstOrDefault(s => s.Name == name)) is not null;
}

/// <summary>A station of a request's life. Where it leads is named, so that a file can be drawn and checked.</summary>
/// <param name="Name">Stable, in the API: <c>screening</c>.</param>
/// <param name="Title">For people.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Screening), "screening")]
[JsonDerivedType(typeof(Scoring), "scoring")]
[JsonDerivedType(typeof(Approval), "approval")]
[JsonDerivedType(typeof(Delivery), "delivery")]
[JsonDerivedType(typeof(End), "end")]
public abstract record LifecycleStage(string Name, string Title)
{
    /// <summary>The stages it can lead to.</summary>
    [JsonIgnore]
    public abstract IEnumerable<string> Next { get; }

    /// <summary>An analyst looks at it: qualify, ask the requester, or decline.</summary>
    /// <param name="ServiceLevel">How soon; the analysts are reminded once when it has passed, and each time it passes again.</param>
    /// <param name="Information">How long the requester has to answer a question, and when they are reminded.</param>
    /// <param name="InformationExpired">Where it goes when they never answer.</param>
    /// <param name="Qualified">Where it goes when it is good.</param>
    /// <param name="Declined">Where it goes when it is not.</param>
    public sealed record Screening(
        string Name, string Title, TimeLimit ServiceLevel, Deadline Information, string InformationExpired, string Qualified, string Declined)
        : LifecycleStage(Name, Title)
    {
        /// <summary>A request of known cost below this is qualified without a look; null where each is looked at.</summary>
        public decimal? QualifiedBelow { get; init; }

        /// <summary>What else an analyst may do with it; null for all of it.</summary>
        public IReadOnlyList<ScreeningOption>? Options { get; init; }

        /// <summary>The lifecycles that it may be converted to; null for every other one.</summary>
        public IReadOnlyList<string>? ConvertTo { get; init; }

        /// <summary>How long it can be deferred at most; null for no limit of the file.</summary>
        public TimeLimit? DeferredAtMost { get; init; }

        /// <summary>Whether an analyst may do that.</summary>
        public bool Offers(ScreeningOption option) => Options is null || Options.Contains(option);

        /// <inheritdoc/>
        [JsonIgnore]
        public override IEnumerable<string> Next => [Qualified, Declined, InformationExpired];
    }

    /// <summary>An analyst gives each criterion a level.</summary>
    /// <param name="ServiceLevel">How soon, as in screening.</param>
    /// <param name="Scored">Where it goes then.</param>
    public sealed record Scoring(string Name, string Title, TimeLimit ServiceLevel, string Scored) : LifecycleStage(Name, Title)
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override IEnumerable<string> Next => [Scored];
    }

    /// <summary>People decide, at one gate or several.</summary>
    /// <param name="Approved">Where it goes when they approve.</param>
    /// <param name="Declined">Where it goes when they decline, or when the gate's expiry says so.</param>
    /// <param name="Gate">Who, how many, by when, and what happens otherwise; null where <see cref="Gates"/> says so.</param>
    public sealed record Approval(string Name, string Title, string Approved, string Declined, GatePolicy? Gate = null) : LifecycleStage(Name, Title)
    {
        /// <summary>Its gates, where there are several; at least one of them is always asked.</summary>
        public IReadOnlyList<StageGate>? Gates { get; init; }

        /// <summary>How several gates follow each other.</summary>
        public GateOrder? Order { get; init; }

        /// <summary>Where it goes when an analyst recalls it; null for the lifecycle's start.</summary>
        public string? Recalled { get; init; }

        /// <summary>How much of its cost is released when it is approved, in percent; null where this stage is not about money.</summary>
        public decimal? Releases { get; init; }

        /// <summary>Every gate, also a single one, which is called as the stage is.</summary>
        [JsonIgnore]
        public IReadOnlyList<StageGate> AllGates => Gates ?? [new StageGate(Name, Title, Gate!)];

        /// <summary>The rules of one of its gates.</summary>
        /// <param name="part">The gate's name; null where the stage has a single one.</param>
        public GatePolicy Policy(string? part) => part is null ? Gate! : Gates!.First(gate => gate.Name == part).Policy;

        /// <inheritdoc/>
        [JsonIgnore]
        public override IEnumerable<string> Next => Recalled is null ? [Approved, Declined] : [Approved, Declined, Recalled];
    }

    /// <summary>A project delivers it, watched by periodic health checks.</summary>
    /// <param name="HealthCheck">What is asked how often, and how answers become a rating.</param>
    /// <param name="Completed">Where it goes when the project is closed.</param>
    public sealed record Delivery(string Name, string Title, HealthCheckPlan HealthCheck, string Completed) : LifecycleStage(Name, Title)
    {
        /// <summary>How its lead reports; null where no reports are asked for.</summary>
        public StatusPlan? Status { get; init; }

        /// <summary>The methods that a project can follow, the usual one first; null where none is written down.</summary>
        public IReadOnlyList<DeliveryMethod>? Methods { get; init; }

        /// <summary>Who decides about changes to what was agreed; null where a project's lead changes it alone.</summary>
        public GatePolicy? Changes { get; init; }

        /// <summary>How a project ends; null where closing it is all.</summary>
        public ClosurePlan? Closure { get; init; }

        /// <summary>Who decides; null where the file has no such gate.</summary>
        /// <param name="kind">About what.</param>
        /// <param name="method">The method that the project follows.</param>
        /// <param name="phase">Of a phase: its name.</param>
        public GatePolicy? Gate(ProjectGateKind kind, string? method, string phase)
        {
            var of = Methods?.FirstOrDefault(one => one.Name == method)?.Phases.FirstOrDefault(one => one.Name == phase);
            return kind switch
            {
                ProjectGateKind.Change => Changes,
                ProjectGateKind.Acceptance => Closure?.Acceptance,
                ProjectGateKind.PhaseStart => of?.Start,
                ProjectGateKind.PhaseFinish => of?.Finish,
                _ => null,
            };
        }

        /// <inheritdoc/>
        [JsonIgnore]
        public override IEnumerable<string> Next => [Completed];
    }

    /// <summary>Nothing more happens.</summary>
    /// <param name="Outcome">What the request came to.</param>
    public sealed record End(string Name, string Title, RequestOutcome Outcome) : LifecycleStage(Name, Title)
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override IEnumerable<string> Next => [];
    }
}
