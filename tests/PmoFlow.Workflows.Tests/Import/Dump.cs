#pragma warning disable CA1305
using PmoFlow.Domain.Import;
using Xunit;

namespace PmoFlow.Workflows.Tests.Import;

public sealed class Dump
{
    [Fact]
    public async Task all()
    {
        var index = new ProjectIndex();
        var o = new System.Text.StringBuilder();
        foreach (var year in SharedReturns.Years)
        {
            var (file, rows, mapping) = await SharedReturns.Read(year);
            o.AppendLine($"== {year} {file.Encoding.Name} '{file.Separator}' {rows.Count} {string.Join(", ", mapping.Columns.Select(c => $"{c.Heading}={c.Target}:{c.DateOrder}:{c.DecimalMark}"))}");
            var planner = new ProjectPlanner(index);
            foreach (var (row, cells) in rows)
                planner.Add(new(row, ProjectRowReader.Read(mapping, cells)));
            var plans = planner.Plan();
            o.AppendLine(string.Join(", ", plans.GroupBy(p => (p.Action, p.Rule)).Select(g => $"{g.Key}={g.Count()}")));
            foreach (var p in plans.Where(p => p.Problems.Count > 0))
                o.AppendLine($"  {p.Row} {p.Action} {p.Rule} {p.Title} | {p.Why} | {string.Join(" ## ", p.Problems.Select(q => q.Column + ":" + q.Message))}");
            var again = new ProjectPlanner(index);
            foreach (var (row, cells) in rows)
                again.Add(new(row, ProjectRowReader.Read(mapping, cells)));
            o.AppendLine("AGAIN " + string.Join(", ", again.Plan().GroupBy(p => (p.Action, p.Rule)).Select(g => $"{g.Key}={g.Count()}")));
        }
        File.WriteAllText("/tmp/imp/dump.txt", o.ToString());
    }
}
