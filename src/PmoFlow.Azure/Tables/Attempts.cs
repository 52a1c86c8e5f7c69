using Azure.Core.Pipeline;

namespace PmoFlow.Azure.Tables;

/// <summary>What became of the attempts that the client made at one write.</summary>
internal sealed class Attempts
{
    /// <summary>Under which the attempts travel with each request.</summary>
    public const string Property = "pmoflow.attempts";

    /// <summary>One of them may have done what was asked, and nobody was told.</summary>
    public bool AreInDoubt { get; private set; }

    /// <summary>Requests made in the scope are noted here.</summary>
    public IDisposable Scope() => HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Property] = this });

    /// <summary>Notes an attempt's status; 0 where there was no answer. A throttled one (429) has done nothing for certain.</summary>
    public void Note(int status) => AreInDoubt |= status is 0 or 408 or >= 500;
}
