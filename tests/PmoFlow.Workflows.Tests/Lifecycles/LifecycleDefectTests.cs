using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;
using Xunit;

namespace PmoFlow.Workflows.Tests.Lifecycles;

public sealed class LifecycleDefectTests
{
    /// <summary>Stands in a replacement where the defect must be reported.</summary>
    private const char Here = '▼';

    [Fact]
    public void the_small_lifecycle_has_no_defect() =>
        Assert.IsType<FileReading<Lifecycle>.Accepted>(LifecycleFile.Read(SmallLifecycle.FileName, SmallLifecycle.Yaml));

    [Theory]
    // The form of the file.
    [InlineData("title: Small demand", "▼titel: Small demand\ntitle: Small demand", "'the file' has no property 'titel' (did you mean 'title'?")]
    [InlineData("quorum: majority", "▼quorums: majority\n    quorum: majority", "'approval' has no property 'quorums' (did you mean 'quorum'?")]
    [InlineData("lifecycle: small", "▼lifecycle: Small Lifecycle", "'Small Lifecycle' cannot be a name", "lifecycle: ▼Small Lifecycle")]
    [InlineData("lifecycle: small", "lifecycle: ▼large", "The lifecycle 'large' is in a file of another name (call the file large.lifecycle.yaml)")]
    [InlineData("version: 1", "version: ▼\"1\"", "'version' should be a number but is '1'")]
    [InlineData("version: 1", "version: ▼1.5", "'version' is not a whole number")]
    [InlineData("version: 1", "version: ▼0", "'version' is 0 (from 1 to 999,999)")]
    [InlineData("version: 1", "version: ▼one", "'version' should be a number but is 'one'")]
    [InlineData("title: Small demand", "title: ▼2026", "'title' should be a text but is 2026 (put it in quotes: \"2026\")")]
    [InlineData("title: Small demand", "title: ▼[Small, demand]", "'title' should be a text but is a list")]
    [InlineData("title: Small demand", "title: ▼~", "'title' should be a text but is nothing")]
    [InlineData("title: Small demand", "title: ▼\"  \"", "'title' is empty")]
    [InlineData("title: Small demand", "title: ▼\"Small\\ndemand\"", "'title' has a line break or control character")]
    [InlineData("title: Small demand\n", "", "'the file' lacks 'title' (add 'title: …')", "▼lifecycle: small")]
    [InlineData("version: 1\n", "version: 1\n▼version: 2\n", "'version' is here twice, first in line 2")]
    [InlineData("  declined: { kind: end, title: Declined, outcome: declined }", "  ▼approval: { kind: end, title: Declined, outcome: declined }\n  declined: { kind: end, title: Declined, outcome: declined }", "'approval' is here twice, first in line 24")]
    [InlineData("title: Small demand", "title: ▼&name Small demand", "'&name' sets an anchor")]
    [InlineData("title: Small demand", "title: ▼!!str Small demand", "A tag ('!…') names a type")]
    [InlineData("title: Small demand", "title: ▼!System.IO.FileInfo Small demand", "A tag ('!…') names a type")]
    [InlineData("start: screening", "start: ▼[screening]", "'start' should be a name but is a list")]
    [InlineData("stages:\n", "stages: ▼none\nmore:\n", "'stages' should be a group of properties but is a single value")]
    [InlineData("version: 1", "version: 1\n▼[a, b]: c", "A property's name is a list")]
    // The form that requesters fill in.
    [InlineData("kind: money", "kind: ▼mony", "'mony' is unknown as 'kind' (did you mean 'money'?")]
    [InlineData("purpose: cost", "purpose: ▼none", "'none' is unknown as 'purpose' (known: cost, unit, neededBy)")]
    [InlineData("cost: { label: Cost, kind: money, purpose: cost,", "▼cost: { label: Cost, kind: number, purpose: cost,", "'cost' cannot be read as its purpose 'cost' (write 'kind: money')")]
    [InlineData("minimum: 0, maximum: 5000", "minimum: 0, maximum: 5000, required: ▼yes", "'required' should be true or false but is 'yes'")]
    [InlineData("  cost: { label: Cost, kind: money, purpose: cost, minimum: 0,", "  ▼cost: { label: Cost, kind: money, purpose: cost, minimum: 9000,", "The minimum of 'cost' is above its maximum")]
    [InlineData("  size: {", "  ▼budget: { label: Budget, kind: money, purpose: cost }\n  size: {", "'budget' has the same purpose as 'cost'")]
    [InlineData("size: { label: Size, kind: choice, choices: { s: Small, l: Large } }", "size: ▼{ label: Size, kind: choice }", "'size' lacks 'choices'")]
    [InlineData("choices: { s: Small, l: Large }", "choices: ▼{ s: Small }", "'choices' has 1 entries (give it from 2 to 100)")]
    [InlineData("choices: { s: Small, l: Large }", "choices: { ▼S: Small, l: Large }", "'S' cannot be a name")]
    [InlineData("kind: choice, choices: { s: Small, l: Large }", "kind: text, choices: ▼{ s: Small, l: Large }", "Only a choice has choices")]
    [InlineData("size: { label: Size, kind: choice, choices: { s: Small, l: Large } }", "▼size: { label: Size, kind: text, minimum: 1 }", "'size' has a minimum or maximum but is no number")]
    // The scoring model.
    [InlineData("weight: 60, levels: [None, Some]", "weight: 50, levels: [None, Some]", "The weights add to 90, not to 100", "▼value: { label: Value, weight: 50")]
    [InlineData("weight: 60, levels: [None, Some]", "weight: 60.5, levels: [None, Some]", "The weights add to 100.5, not to 100", "▼value: { label: Value, weight: 60.5")]
    [InlineData("weight: 60, levels: [None, Some]", "weight: ▼0, levels: [None, Some]", "A criterion without weight changes nothing")]
    [InlineData("weight: 60, levels: [None, Some]", "weight: ▼-60, levels: [None, Some]", "'weight' is -60")]
    [InlineData("weight: 60, levels: [None, Some]", "weight: 60, levels: ▼[None]", "'levels' has 1 entries")]
    // The stages.
    [InlineData("start: screening", "start: ▼screnning", "There is no stage 'screnning' (did you mean 'screening'?")]
    [InlineData("next: { scored: approval }", "next: { scored: ▼aproval }", "There is no stage 'aproval' (did you mean 'approval'?")]
    [InlineData("next: { scored: approval }", "next: ▼{}", "'next' lacks 'scored'")]
    [InlineData("start: screening", "start: scoring", "No way leads to the stage 'screening'", "▼screening:\n    kind")]
    [InlineData("next: { scored: approval }", "next: { scored: scoring }", "From the stage 'scoring' no end can be reached", "▼scoring:\n    kind")]
    [InlineData("next: { scored: approval }", "next: { scored: completed }", "No way leads to the stage 'approval'", "▼approval:\n    kind")]
    [InlineData("start: screening", "start: ▼completed", "It starts with its end: nothing would happen")]
    [InlineData("withdrawn: withdrawn", "withdrawn: ▼declined", "Withdrawn requests must come to an end that says so")]
    [InlineData("withdrawn: withdrawn", "withdrawn: ▼screening", "Withdrawn requests must come to an end that says so")]
    [InlineData("kind: scoring\n", "kind: ▼scorin\n", "'scorin' is unknown as 'kind' (did you mean 'scoring'?")]
    [InlineData("outcome: completed", "outcome: ▼open", "'open' is unknown as 'outcome'")]
    [InlineData("serviceLevel: 3 working days", "serviceLevel: ▼soon", "'serviceLevel' should be a time but is 'soon'")]
    [InlineData("    serviceLevel: 3 working days\n", "", "'scoring' lacks 'serviceLevel'", "    ▼kind: scoring")]
    [InlineData("next: { approved: delivery, declined: declined }", "next: ▼{ approved: delivery, declined: delivery }", "Approved and declined lead to the same stage")]
    [InlineData("next: { completed: completed }", "next: { completed: approval }", "From 'delivery' a way leads back to it", "▼delivery:\n    kind")]
    // The gate.
    [InlineData("    deadline: { due: 5 working days, reminders: [2 working days, 4 working days] }\n", "", "'approval' lacks 'deadline'", "    ▼kind: approval")]
    [InlineData("deadline: { due: 5 working days, reminders: [2 working days, 4 working days] }", "deadline: ▼{ reminders: [2 working days] }", "'deadline' lacks 'due'")]
    [InlineData("[2 working days, 4 working days]", "[4 working days, ▼2 working days]", "A reminder after 2 working days stands behind one after 4 working days")]
    [InlineData("[2 working days, 4 working days]", "[2 working days, ▼2 working days]", "A reminder after 2 working days stands behind one after 2 working days")]
    [InlineData("[2 working days, 4 working days]", "[2 working days, ▼5 working days]", "A reminder after 5 working days comes too late: it is due after 5 working days")]
    [InlineData("[2 working days, 4 working days]", "[▼2 days]", "A reminder after 2 days cannot be compared with 5 working days")]
    [InlineData("reminders: [36 hours]", "reminders: [▼72 hours]", "A reminder after 72 hours comes too late: it is due after 3 days")]
    [InlineData("approvers: [approver]", "approvers: ▼[]", "'approvers' has 0 entries")]
    [InlineData("    approvers: [approver]\n", "", "'approval' lacks 'approvers'", "    ▼kind: approval")]
    [InlineData("approvers: [approver]", "approvers: [▼analyst]", "'analyst' is unknown as 'approvers' (known: approver, functionLeader, executive)")]
    [InlineData("approvers: [approver]", "approvers: [approver, ▼approver]", "The role 'approver' is here twice")]
    [InlineData("quorum: majority", "quorum: ▼most", "'most' is unknown as 'quorum' (known: any, all, majority, 2 of, 60 %)")]
    [InlineData("    expiry: { then: escalate, to: executive, deadline: { due: 3 days, reminders: [36 hours] } }\n", "", "'approval' lacks 'expiry'", "    ▼kind: approval")]
    [InlineData("then: escalate, to: executive, deadline: { due: 3 days, reminders: [36 hours] }", "then: ▼approve", "'approve' is unknown as 'then' (known: decline, escalate, defer)")]
    [InlineData("expiry: { then: escalate, to: executive, deadline: { due: 3 days, reminders: [36 hours] } }", "expiry: ▼{ then: escalate, to: executive }", "'expiry' lacks 'deadline'")]
    [InlineData("expiry: { then: escalate, to: executive,", "expiry: ▼{ then: escalate,", "'expiry' lacks 'to'")]
    [InlineData("to: executive", "to: ▼approver", "It escalates to those who were silent: the role 'approver'")]
    [InlineData("then: escalate, to: executive, deadline: { due: 3 days, reminders: [36 hours] }", "then: decline, ▼to: executive", "'expiry' has no property 'to'")]
    [InlineData("signInAbove: 1000", "signInAbove: ▼-1", "'signInAbove' is -1")]
    // The health check.
    [InlineData("every: 1 month", "every: 5 days", "An answer may come 5 working days later, but the next check begins after 5 days", "answer: ▼{ due")]
    [InlineData("      every: 1 month\n", "", "'healthCheck' lacks 'every'", "      ▼answer:")]
    [InlineData("question: slip, atLeast: 30", "question: ▼slipp, atLeast: 30", "A rule reads the question 'slipp', which is not asked (did you mean 'slip'?")]
    [InlineData("question: scope, is: other", "question: scope, is: ▼othr", "'scope' cannot be answered with 'othr' (did you mean 'other'?")]
    [InlineData("question: slip, atLeast: 30", "question: slip, atLeast: ▼thirty", "'atLeast' should be a number but is 'thirty'")]
    [InlineData("question: slip, atLeast: 30", "question: slip, is: ▼30", "'slip' is a number (compare it with atLeast or atMost)")]
    [InlineData("question: scope, is: other", "question: scope, atMost: ▼3", "'scope' is a choice (compare it with 'is')")]
    [InlineData("question: scope, is: other", "question: words, is: ▼other", "'words' is answered in words, which no rule can read")]
    [InlineData("- { question: slip, atLeast: 30, gives: red }", "- ▼{ question: slip, gives: red }", "A rule has no comparison")]
    [InlineData("- { question: slip, atLeast: 30, gives: red }", "- ▼{ question: slip, atLeast: 30, atMost: 3, gives: red }", "A rule has several comparisons")]
    [InlineData("- { question: slip, atLeast: 30, gives: red }", "- { question: slip, atLeast: 30, gives: ▼green }", "'green' is unknown as 'gives' (known: amberGreen, amber, amberRed, red)")]
    [InlineData("- { question: slip, atLeast: 30, gives: red }", "- { question: slip, atLeast: 30, gives: red }\n            - ▼{ question: slip, atLeast: 30, gives: amber }", "There is such a rule for 'slip' already")]
    [InlineData("- from: 2027-01-01", "- from: ▼2025-01-01", "Rules from 2025-01-01 stand behind rules from 2026-01-01")]
    [InlineData("- from: 2027-01-01", "- from: ▼2026-01-01", "Rules from 2026-01-01 stand behind rules from 2026-01-01")]
    [InlineData("- from: 2027-01-01", "- from: ▼01.01.2027", "'from' should be a day but is '01.01.2027'")]
    [InlineData("kind: text, required: false", "kind: text, unit: days", "'words' has a unit but is no number", "▼words: {")]
    [InlineData("      recovery: { title: Recover, due: 10 working days }\n", "", "'healthCheck' lacks 'recovery'", "      ▼every:")]
    public void each_defect_is_refused_with_its_line_and_reason(string passage, string replacement, string reason, string? where = null) =>
        Check(SmallLifecycle.With(passage, replacement), SmallLifecycle.FileName, SmallLifecycle.Defects, reason, where);

    [Fact]
    public void the_large_lifecycle_has_no_defect() => Assert.IsType<FileReading<Lifecycle>.Accepted>(
        LifecycleFile.Read(LargeLifecycle.FileName, LargeLifecycle.Yaml, ["large", "standard"]));

    [Theory]
    // The form.
    [InlineData("section: money", "section: ▼mony", "There is no section 'mony' (did you mean 'money'?")]
    [InlineData("when: { field: kind, is: other }", "when: { field: ▼knd, is: other }", "There is no field 'knd' before this one (did you mean 'kind'?")]
    [InlineData("when: { field: kind, is: other }", "when: { field: ▼papers, is: other }", "There is no field 'papers' before this one")]
    [InlineData("when: { field: kind, is: other }", "when: { field: kind, is: ▼othr }", "'kind' cannot be answered with 'othr' (did you mean 'other'?")]
    [InlineData("when: { field: kind, is: other }", "when: { field: kind, atLeast: ▼3 }", "'kind' is no number (compare it with 'is')")]
    [InlineData("when: { field: kind, is: other }", "when: ▼{ field: kind }", "The condition compares nothing")]
    [InlineData("when: { field: kind, is: other }", "when: ▼{ field: kind, is: other, atLeast: 3 }", "The condition compares twice")]
    [InlineData("longest: 200", "longest: ▼0", "'longest' is 0")]
    [InlineData("kind: money,", "kind: money, longest: ▼200,", "Only a text or paragraph has 'longest'")]
    [InlineData("kind: money,", "kind: money, types: ▼[pdf],", "Only a file has 'types'")]
    [InlineData("types: [pdf, png]", "types: [pdf, ▼exe]", "'exe' is unknown as 'types'")]
    [InlineData("megabytes: 5", "megabytes: ▼5000", "'megabytes' is 5000 (from 1 to 50)")]
    [InlineData("earliest: 2026-01-01, latest: 2027-01-01", "earliest: ▼2028-01-01, latest: 2027-01-01", "The earliest day of 'neededBy' is after its latest")]
    // The scoring model.
    [InlineData("points: [1, 5]", "points: ▼[1, 5, 8]", "There are 3 points for 2 levels")]
    [InlineData("points: [1, 5]", "points: ▼[5, 1]", "The points do not rise from level to level")]
    [InlineData("points: [2, 8]", "points: ▼[0, 8]", "The first level of 'size' has 0 points, and nothing can be divided by 0")]
    [InlineData("    size: { label: Size, levels: [Small, Large], points: [2, 8] }\n", "", "'criteria' lacks 'size'", "    ▼value:")]
    [InlineData("title: Large demand", "title: Large demand\nscorings: 1", "'the file' has no property 'scorings' (did you mean 'scoring'?", "▼scorings: 1")]
    // Roles and gates.
    [InlineData("  board: { title", "  ▼approver: { title", "'approver' is a role already")]
    [InlineData("approvers: [board]", "approvers: [▼bord]", "'bord' is unknown as 'approvers' (did you mean 'board'?")]
    [InlineData("functionLeader of finance]", "▼functionLeader of finanse]", "There is no unit 'finanse' in the form (did you mean 'finance'?")]
    [InlineData("[functionLeader in unit]", "[▼functionLeader at unit]", "'functionLeader at unit' does not say where the role is looked for")]
    [InlineData("veto: [executive in enterprise]", "veto: ▼[approver]", "'approver' has a veto but no seat")]
    [InlineData("quorum: 2 of", "quorum: ▼0 of", "'0 of' is unknown as 'quorum'")]
    [InlineData("quorum: 60 %", "quorum: ▼160 %", "'160 %' is unknown as 'quorum'")]
    [InlineData("above: 100000", "above: 950000", "No cost is above 950,000 and at most 900,000", "    ▼title: Money")]
    [InlineData("    gates:\n      leader:\n", "    gates:\n      ▼leader:\n        above: 5\n", "Every gate depends on the cost")]
    [InlineData("    order: sequence\n", "", "'decision' lacks 'order'", "    ▼kind: approval\n    title: Decision")]
    [InlineData("then: defer, for: 1 month, times: 2", "then: defer, for: 1 month, times: ▼13", "'times' is 13 (from 1 to 12)")]
    [InlineData("expiry: { then: defer, for: 1 month, times: 2 }", "expiry: ▼{ then: defer }", "'expiry' lacks 'for'")]
    [InlineData("to: approver,", "to: ▼board,", "It escalates to a role of several seats")]
    [InlineData("releases: 40", "releases: ▼400", "'releases' is 400")]
    [InlineData("releases: 40", "releases: 95", "The approvals on the way release 105 % of the cost", "▼decision:\n    kind")]
    // Screening.
    [InlineData("convertTo: [standard]", "convertTo: [▼standart]", "There is no lifecycle 'standart' (did you mean 'standard'?")]
    [InlineData("options: [defer, convert]", "options: [defer, ▼konvert]", "'konvert' is unknown as 'options' (did you mean 'convert'?")]
    [InlineData("options: [defer, convert]", "options: [defer]", "'convertTo' is given, but analysts may not convert", "convertTo: ▼[standard]")]
    [InlineData("options: [defer, convert]", "options: [convert]", "'deferredAtMost' is given, but analysts may not defer", "deferredAtMost: ▼6 months")]
    [InlineData("purpose: cost, section", "section", "Nothing is qualified by its cost", "qualifiedBelow: ▼100")]
    // The wording of mails.
    [InlineData("{requester} asks", "{requestor} asks", "'{requestor}' is unknown in the wording of 'decision' (did you mean 'requester'?", "text: ▼\"{requestor}")]
    [InlineData("We have {number}", "▼We have {question}", "'{question}' is unknown in the wording of 'received'")]
    [InlineData("received:", "▼recieved:", "'recieved' is unknown as 'en' (did you mean 'received'?")]
    [InlineData("  en:\n", "  ▼e n:\n", "'e n' is no language")]
    public void each_defect_of_what_few_files_use_is_refused_with_its_line_and_reason(string passage, string replacement, string reason, string? where = null) =>
        Check(LargeLifecycle.With(passage, replacement), LargeLifecycle.FileName, LargeLifecycle.Defects, reason, where);

    [Fact]
    public void a_stage_that_scores_needs_a_model()
    {
        var at = SmallLifecycle.Yaml.IndexOf("scoring:\n  value", StringComparison.Ordinal);
        var yaml = SmallLifecycle.Yaml.Remove(at, SmallLifecycle.Yaml.IndexOf("start:", StringComparison.Ordinal) - at);

        Assert.Contains(SmallLifecycle.Defects(yaml), d => d.Reason == "A stage scores, but the file has no section 'scoring'");
    }

    private static void Check(string marked, string file, Func<string, IReadOnlyList<FileDefect>> defects, string reason, string? where)
    {
        if (where is not null)
        {
            marked = marked.Replace($"{Here}", "", StringComparison.Ordinal);
            var unmarked = where.Replace($"{Here}", "", StringComparison.Ordinal);
            Assert.Contains(unmarked, marked, StringComparison.Ordinal);
            marked = marked.Replace(unmarked, where, StringComparison.Ordinal);
        }
        var before = marked[..marked.IndexOf(Here, StringComparison.Ordinal)];

        var defect = defects(marked.Replace($"{Here}", "", StringComparison.Ordinal))[0];

        Assert.StartsWith($"{file}:{before.Count(c => c == '\n') + 1}: {reason}", defect.ToString(), StringComparison.Ordinal);
        Assert.Equal(before.Length - before.LastIndexOf('\n'), defect.Column);
    }

    [Fact]
    public void a_second_delivery_is_refused()
    {
        var second = """
            completed: { kind: end, title: Completed, outcome: completed }
              again:
                kind: delivery
                title: Again
                healthCheck:
                  every: 1 month
                  answer: { due: 5 days }
                  questions: { slip: { label: Slip, kind: number } }
                  rules: [{ from: 2026-01-01, ratings: [{ question: slip, atLeast: 1, gives: red }] }]
                  recovery: { title: Recover, due: 5 days }
                next: { completed: completed }
            """;
        var yaml = SmallLifecycle.With("completed: { kind: end, title: Completed, outcome: completed }", second)
            .Replace("next: { completed: completed }\n  completed", "next: { completed: again }\n  completed", StringComparison.Ordinal);

        Assert.Contains(SmallLifecycle.Defects(yaml), d => d.Reason.StartsWith("'again' is a second stage of kind delivery", StringComparison.Ordinal));
    }

    [Fact]
    public void all_defects_are_told_at_once_in_the_order_of_the_file()
    {
        var yaml = SmallLifecycle.With("version: 1", "version: one").Replace("weight: 60", "weight: 50", StringComparison.Ordinal)
            .Replace("quorum: majority", "quorum: most", StringComparison.Ordinal)
            .Replace("    serviceLevel: 3 working days\n", "", StringComparison.Ordinal)
            .Replace("question: scope, is: other", "question: colour, is: red", StringComparison.Ordinal)
            .Replace("title: Recover", "titel: Recover", StringComparison.Ordinal);

        var defects = SmallLifecycle.Defects(yaml);

        Assert.Equal(
            [
                "'version' should be a number but is 'one'", "The weights add to 90, not to 100", "'scoring' lacks 'serviceLevel'",
                "'most' is unknown as 'quorum'", "A rule reads the question 'colour', which is not asked",
                "'recovery' lacks 'title'", "'recovery' has no property 'titel'",
            ],
            defects.Select(d => d.Reason));
        Assert.Equal(defects.OrderBy(d => d.Line).ThenBy(d => d.Column), defects);
        Assert.All(defects, d => Assert.NotEmpty(d.Fix));
    }
}
