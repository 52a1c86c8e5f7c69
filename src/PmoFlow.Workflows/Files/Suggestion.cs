namespace PmoFlow.Workflows.Files;

/// <summary>What somebody may have meant.</summary>
internal static class Suggestion
{
    /// <summary>The nearest registered name where there is a near one, and all of them.</summary>
    public static string For(string written, IEnumerable<string> registered)
    {
        var names = registered.ToList();
        var nearest = written.Length > 40 ? null : names
            .Select(name => (Name: name, Distance: Distance(written, name)))
            .Where(n => n.Distance <= (n.Name.Length < 4 ? 1 : Math.Max(2, n.Name.Length / 3)))
            .OrderBy(n => n.Distance).Select(n => n.Name).FirstOrDefault();
        var known = names.Count == 0 ? "there is nothing to choose from" : $"known: {string.Join(", ", names)}";
        return nearest is null ? known : $"did you mean '{nearest}'? {known}";
    }

    /// <summary>How many letters must be added, taken or changed, whatever their case (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = diagonal + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
