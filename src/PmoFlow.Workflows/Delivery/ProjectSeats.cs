using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Delivery;

/// <summary>A decision about a project that waits for one person.</summary>
/// <param name="Project">Whose.</param>
/// <param name="Number">Its number within the project.</param>
/// <param name="Kind">What is decided.</param>
/// <param name="Title">What is asked, in one line.</param>
/// <param name="ProjectName">The project's name.</param>
/// <param name="AskedBy">Name of who asks.</param>
/// <param name="Due">By when, UTC.</param>
public sealed record ProjectSeatRow(ProjectId Project, int Number, ProjectGateKind Kind, string Title, string ProjectName, string AskedBy, DateTimeOffset? Due);

/// <summary>Which decisions about projects wait for whom: a list that follows the decisions.</summary>
public sealed class ProjectSeats(ITableStore tables)
{
    /// <summary>What waits for one person, due first.</summary>
    public async Task<IReadOnlyList<ProjectSeatRow>> For(string email, CancellationToken cancellation = default) =>
        [.. (await tables.Scan(DeliveryTables.Seats, Partition(email), cancellation: cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation)).OrderBy(row => row.Due ?? DateTimeOffset.MaxValue)];

    /// <summary>Follows a decision as it stands. Safe to repeat.</summary>
    internal async Task Follow(ProjectRecord project, ProjectGate gate, CancellationToken cancellation)
    {
        var row = new ProjectSeatRow(project.Id, gate.Number, gate.Kind, gate.Title, project.Name, gate.AskedByName, gate.Due);
        var key = $"{project.Id}|{DeliveryTables.GateRow(gate.Number)}";
        foreach (var email in gate.Seats.Concat(gate.Before).Select(seat => seat.Email).Distinct())
        {
            if (gate.IsOpen && gate.Seats.Any(seat => seat.Email == email && seat.Decision is null))
                await tables.Upsert(DeliveryTables.Seats, new(Partition(email), key), row, cancellation);
            else
                await tables.Delete(DeliveryTables.Seats, new(Partition(email), key), cancellation);
        }
    }

    private static string Partition(string email) => $"seat/{email}";
}
