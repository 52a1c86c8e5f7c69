using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Scoring;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Scoring;

namespace PmoFlow.Web.Intake;

/// <summary>All that the page of a request shows.</summary>
public sealed record RequestPageModel(
    RequestRecord Request, Lifecycle Lifecycle, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<GateRound> Rounds, IReadOnlyList<Person> Leads)
{
    /// <summary>What the requester and the office wrote to each other.</summary>
    public IReadOnlyList<RequestMessage> Messages { get; init; } = [];

    /// <summary>What happens next with it.</summary>
    public required WhatNext Next { get; init; }

    /// <summary>What several people make of it.</summary>
    public IReadOnlyList<Assessment> Assessments { get; init; } = [];

    /// <summary>What projects of similar requests have learnt.</summary>
    public IReadOnlyList<OfferedLessons> Lessons { get; init; } = [];

    /// <summary>What was typed into one of its forms.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>What is wrong with that.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Whether it waits for that.</summary>
    public bool WaitsFor(string kind) => Request.Waiting.Any(wait => wait.Kind == kind);

    /// <summary>The first open round where somebody has a seat and has not decided, if there is one.</summary>
    public GateRound? OpenSeat(Person? person) => person is null ? null : Rounds.FirstOrDefault(
        round => round.IsOpen && round.Seats.Any(seat => seat.Decision is null && Person.Normalise(seat.Email) == person.Email));

    /// <summary>An open round where somebody has decided, with what they said, if there is none where they still can for the first time.</summary>
    public (GateRound Round, GateSeat Seat)? DecidedSeat(Person? person) => person is null || OpenSeat(person) is not null ? null : Rounds
        .Where(round => round.IsOpen && round.Revision >= Request.DecidableFrom)
        .SelectMany(round => round.Seats.Where(seat => seat.DecidedAt is not null && Person.Normalise(seat.Email) == person.Email).Select(seat => (round, seat)))
        .Cast<(GateRound, GateSeat)?>().FirstOrDefault();

    /// <summary>Whether people decide about it now.</summary>
    public bool IsAtGate => Rounds.Any(round => round.IsOpen);
}

internal sealed class RequestPageReader(RequestQueries queries, LifecycleLibrary lifecycles, OfficeDirectory directory, AssessmentDesk assessments, ConversationDesk conversation, NextQueries next, ClosureDesk closure)
{
    /// <summary>The page of a request, or null where there is none.</summary>
    public async Task<RequestPageModel?> Read(RequestId id, CancellationToken cancellation)
    {
        if (await queries.Find(id, cancellation) is not { } request)
            return null;
        return new(request, lifecycles.Get(request.Lifecycle), await queries.Timeline(id, cancellation), await queries.Rounds(id, cancellation),
            request.Waiting.Any(wait => wait.Kind == "scoring") ? await directory.WithRole(Role.DeliveryLead, cancellation) : [])
        {
            Next = await next.Of(request, cancellation),
            Assessments = await assessments.All(id, cancellation),
            Lessons = request.Outcome == RequestOutcome.Open ? await closure.LessonsFor(id, request.Content.Title, request.Content.Description, cancellation) : [],
            Messages = await conversation.All(id, cancellation),
        };
    }
}
