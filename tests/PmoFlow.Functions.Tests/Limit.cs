using Xunit;

namespace PmoFlow.Functions.Tests;

/// <summary>What a back end of Durable Task cannot do, said in the run's report and in docs/azure-parity.md.</summary>
internal static class Limit
{
    public const string Recursion = "Durable Task's back ends end no children with their parent; the adapter refuses to pretend.";

    public const string Executions = "The in-process host knows an activity at work by instance and step, so one of an earlier execution stands in the way of the next one's.";

    public static void Heed(IReadOnlyDictionary<string, string> limits)
    {
        if (TestContext.Current.TestMethod?.MethodName is { } test && limits.TryGetValue(test, out var why))
            Assert.Skip(why);
    }
}
