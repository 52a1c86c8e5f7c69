using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>The words by which a request's twins are found.</summary>
/// <param name="Request">Which.</param>
/// <param name="Words">As <see cref="TwinIndex.WordsOf"/> makes them.</param>
public sealed record RequestWords(RequestId Request, IReadOnlyList<string> Words)
{
    /// <summary>The words of what a request says now.</summary>
    public static RequestWords Of(RequestRecord request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request.Id, TwinIndex.WordsOf(request.Content.Title, request.Content.Description));
    }

    /// <summary>The latest words first, so that who keeps an index reads only what is new.</summary>
    public static string RowOf(RequestRecord request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OfficeTables.NewestFirst(request.RevisedAt ?? request.SubmittedAt, request.Id.Value);
    }
}
