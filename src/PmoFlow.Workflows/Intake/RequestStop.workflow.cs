using PmoFlow.Domain;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Intake;

/// <summary>A request whose orchestration was ended from outside.</summary>
/// <param name="Request">Its number.</param>
/// <param name="Visit">Which visit it was at.</param>
/// <param name="Actor">Who ended it, a mail address, or the office.</param>
/// <param name="Reason">Why, in their words.</param>
public sealed record RequestStopInput(RequestId Request, int Visit, string Actor, string Reason);

/// <summary>
/// An administrator ended a request's orchestration, or a part that it cannot go on without: nobody is waited for any more, and who
/// asked for it hears of that.
/// </summary>
public static class RequestStop
{
    /// <summary>One instance per stop of a request.</summary>
    public static readonly OrchestrationReference<RequestStopInput, bool> Reference = new("RequestStop");

    /// <summary>The id for a request that was at that visit.</summary>
    public static string InstanceId(RequestId request, int visit) => FormattableString.Invariant($"{request}:stop:{visit}");

    /// <summary>The orchestration; its output says whether there was anything to stop.</summary>
    public static async Task<bool> Run(OrchestrationContext context, RequestStopInput stop)
    {
        var stopped = await context.CallActivity(RequestActivities.StopRequest, stop);
        if (stopped)
        {
            await context.CallActivity(RequestActivities.MailAboutRequest,
                new RequestMail(stop.Request, RequestMailKind.Ended, FormattableString.Invariant($"stopped.{stop.Visit}")));
        }
        return stopped;
    }
}
