using System.Collections.Concurrent;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>Takes every mail and keeps it; answers as told.</summary>
internal sealed class RecordingTransport : IMailTransport
{
    private readonly ConcurrentQueue<OutgoingMail> taken = new();

    public Func<OutgoingMail, SendOutcome> Answer { get; set; } = _ => new SendOutcome.Accepted("taken");

    public IReadOnlyList<OutgoingMail> Taken => [.. taken];

    public Task<SendOutcome> Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        var outcome = Answer(mail);
        if (outcome is SendOutcome.Accepted)
            taken.Enqueue(mail);
        return Task.FromResult(outcome);
    }
}
