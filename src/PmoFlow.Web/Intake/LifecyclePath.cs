using PmoFlow.Domain.Lifecycles;

namespace PmoFlow.Web.Intake;

/// <summary>The stages of a lifecycle as a request passes them when all goes well.</summary>
internal static class LifecyclePath
{
    public static IReadOnlyList<LifecycleStage> Of(Lifecycle lifecycle)
    {
        var path = new List<LifecycleStage>();
        for (var name = lifecycle.Start; name is not null && path.TrueForAll(stage => stage.Name != name);)
        {
            var stage = lifecycle.Stage(name);
            path.Add(stage);
            name = stage switch
            {
                LifecycleStage.Screening screening => screening.Qualified,
                LifecycleStage.Scoring scoring => scoring.Scored,
                LifecycleStage.Approval approval => approval.Approved,
                LifecycleStage.Delivery delivery => delivery.Completed,
                _ => null,
            };
        }
        return path;
    }
}
