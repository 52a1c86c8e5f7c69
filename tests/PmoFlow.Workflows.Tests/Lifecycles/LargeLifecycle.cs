using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;
using Xunit;

namespace PmoFlow.Workflows.Tests.Lifecycles;

/// <summary>A lifecycle with what few files use, once each, for tests to break.</summary>
internal static class LargeLifecycle
{
    public const string FileName = "large.lifecycle.yaml";

    public const string Yaml = """
        lifecycle: large
        version: 1
        title: Large demand
        sections:
          money: { title: The money }
        form:
          unit: { label: Unit, kind: choice, purpose: unit, choices: { finance: Finance, technology: Technology } }
          kind: { label: Kind, kind: choice, choices: { usual: Usual, other: Other } }
          which: { label: Which, kind: text, longest: 200, when: { field: kind, is: other } }
          cost: { label: Cost, kind: money, purpose: cost, section: money }
          contact: { label: Contact, kind: text, format: email, material: false }
          neededBy: { label: Needed by, kind: date, earliest: 2026-01-01, latest: 2027-01-01 }
          papers: { label: Papers, kind: file, files: 3, megabytes: 5, types: [pdf, png] }
        scoring:
          model: wsjf
          criteria:
            value: { label: Value, levels: [Little, Much], points: [1, 5] }
            timeCriticality: { label: Time, levels: [Little, Much], points: [1, 6] }
            riskReduction: { label: Risk, levels: [Little, Much], points: [1, 7] }
            size: { label: Size, levels: [Small, Large], points: [2, 8] }
        roles:
          board: { title: The board, seats: [executive in enterprise, functionLeader of finance] }
        start: screening
        withdrawn: withdrawn
        stages:
          screening:
            kind: screening
            title: Screening
            serviceLevel: 2 working days
            qualifiedBelow: 100
            options: [defer, convert]
            convertTo: [standard]
            deferredAtMost: 6 months
            information: { due: 10 days }
            next: { qualified: scoring, declined: declined, unanswered: declined }
          scoring:
            kind: scoring
            title: Scoring
            serviceLevel: 3 working days
            next: { scored: concept }
          concept:
            kind: approval
            title: Concept
            approvers: [board]
            veto: [executive in enterprise]
            quorum: 2 of
            deadline: { due: 5 days }
            expiry: { then: escalate, to: approver, deadline: { due: 3 days } }
            releases: 10
            next: { approved: decision, declined: declined, recalled: screening }
          decision:
            kind: approval
            title: Decision
            order: sequence
            gates:
              leader:
                title: Leader
                approvers: [functionLeader in unit]
                quorum: any
                deadline: { due: 5 days }
                expiry: { then: decline }
              finance:
                title: Money
                approvers: [executive]
                quorum: 60 %
                deadline: { due: 5 days }
                expiry: { then: defer, for: 1 month, times: 2 }
                above: 100000
                upTo: 900000
            releases: 40
            next: { approved: delivery, declined: declined }
          delivery:
            kind: delivery
            title: Delivery
            healthCheck:
              every: 1 month
              answer: { due: 5 days }
              questions: { slip: { label: Slip, kind: number } }
              rules: [{ from: 2026-01-01, ratings: [{ question: slip, atLeast: 30, gives: red }] }]
              recovery: { title: Recover, due: 10 days, review: 4 weeks }
              review: { by: analyst, every: 2, due: 6 days }
              metrics: [{ from: 2026-01-01, unit: finance, ratings: [{ metric: cpi, below: 0.9, gives: amber, required: false }] }]
              raises: { quiet: 9 days, when: [{ metric: end-slip, atLeast: 7 }] }
              ambers: 3
            next: { completed: completed }
          completed: { kind: end, title: Completed, outcome: completed }
          declined: { kind: end, title: Declined, outcome: declined }
          withdrawn: { kind: end, title: Withdrawn, outcome: withdrawn }
        notifications:
          en:
            received:
              subject: We have {number}
            decision:
              text: "{requester} asks for {cost}."
        """;

    /// <summary>The file with one passage, which is in it once, put in place of another.</summary>
    public static string With(string passage, string replacement)
    {
        Assert.Equal(2, Yaml.Split(passage).Length);
        return Yaml.Replace(passage, replacement, StringComparison.Ordinal);
    }

    public static IReadOnlyList<FileDefect> Defects(string yaml) =>
        Assert.IsType<FileReading<Lifecycle>.Refused>(LifecycleFile.Read(FileName, yaml, ["large", "standard"])).Defects;
}
