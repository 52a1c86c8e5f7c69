using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Intake;

/// <summary>A screening as forms and programs send it: each outcome reads the fields that it has.</summary>
internal static class ScreeningFields
{
    public static Screened Read(ScreeningDecision decision, string? note, string? until, string? into, string? lifecycle) => new(decision, note)
    {
        Until = AnswerText.Day((until ?? "").Trim()),
        Into = string.IsNullOrWhiteSpace(into) ? null : new RequestId(into.Trim()),
        Lifecycle = string.IsNullOrWhiteSpace(lifecycle) ? null : lifecycle.Trim(),
    };
}
