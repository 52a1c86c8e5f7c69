using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;
using Xunit;

namespace PmoFlow.Workflows.Tests.Lifecycles;

/// <summary>A lifecycle that has everything once, for tests to break.</summary>
internal static class SmallLifecycle
{
    public const string FileName = "small.lifecycle.yaml";

    public const string Yaml = """
        lifecycle: small
        version: 1
        title: Small demand
        form:
          cost: { label: Cost, kind: money, purpose: cost, minimum: 0, maximum: 5000 }
          size: { label: Size, kind: choice, choices: { s: Small, l: Large } }
        scoring:
          value: { label: Value, weight: 60, levels: [None, Some] }
          ease: { label: Ease, weight: 40, levels: [None, Some] }
        start: screening
        withdrawn: withdrawn
        stages:
          screening:
            kind: screening
            title: Screening
            serviceLevel: 2 working days
            information: { due: 10 working days, reminders: [5 working days] }
            next: { qualified: scoring, declined: declined, unanswered: declined }
          scoring:
            kind: scoring
            title: Scoring
            serviceLevel: 3 working days
            next: { scored: approval }
          approval:
            kind: approval
            title: Approval
            approvers: [approver]
            quorum: majority
            deadline: { due: 5 working days, reminders: [2 working days, 4 working days] }
            expiry: { then: escalate, to: executive, deadline: { due: 3 days, reminders: [36 hours] } }
            signInAbove: 1000
            next: { approved: delivery, declined: declined }
          delivery:
            kind: delivery
            title: Delivery
            healthCheck:
              every: 1 month
              answer: { due: 5 working days }
              questions:
                slip: { label: Slip, kind: number, unit: days }
                scope: { label: Scope, kind: choice, choices: { same: Same, other: Other } }
                words: { label: Words, kind: text, required: false }
              rules:
                - from: 2026-01-01
                  ratings:
                    - { question: slip, atLeast: 30, gives: red }
                    - { question: scope, is: other, gives: amber }
                - from: 2027-01-01
                  ratings: [{ question: slip, atLeast: 10, gives: red }]
              recovery: { title: Recover, due: 10 working days }
            next: { completed: completed }
          completed: { kind: end, title: Completed, outcome: completed }
          declined: { kind: end, title: Declined, outcome: declined }
          withdrawn: { kind: end, title: Withdrawn, outcome: withdrawn }
        """;

    /// <summary>The file with one passage, which is in it once, put in place of another.</summary>
    public static string With(string passage, string replacement)
    {
        Assert.Equal(2, Yaml.Split(passage).Length);
        return Yaml.Replace(passage, replacement, StringComparison.Ordinal);
    }

    public static IReadOnlyList<FileDefect> Defects(string yaml) =>
        Assert.IsType<FileReading<Lifecycle>.Refused>(LifecycleFile.Read(FileName, yaml)).Defects;
}
