using System.Text.RegularExpressions;

namespace PmoFlow.Workflows.Tests.Lifecycles;

/// <summary>What slips of the hand, of editors and of the mind do to a file, the same for the same seed.</summary>
internal static partial class Mutation
{
    private const string Noise = ":-{}[]&*!|>'\"#%@`, \t\n0aZ~ß\u0000\u2028🚀";

    private static readonly string[] Amounts = ["0", "1", "2", "3", "7", "29", "100", "5000"];

    /// <summary>Every second file keeps its shape and says something else: most of those are still processes, though nobody thought of them.</summary>
    public static string Of(string text, int seed)
    {
        var random = new Random(seed);
        var isShapely = random.Next(2) == 0;
        for (var times = 1 + random.Next(4); times > 0; times--)
            text = isShapely ? Reworded(text, random) : Once(text, random);
        return text;
    }

    /// <summary>Another number, the value of the same word from elsewhere in the file, or a line less.</summary>
    private static string Reworded(string text, Random random)
    {
        var lines = text.Split('\n');
        // Below the name and the version, which say which file it is.
        var values = Enumerable.Range(0, lines.Length).Where(i => Value().IsMatch(lines[i]) && !lines[i].StartsWith("lifecycle:", StringComparison.Ordinal)).ToList();
        var at = values[random.Next(values.Count)];
        var (key, value) = (Key(lines[at]), Value().Match(lines[at]).Groups["value"].Value);
        if (random.Next(5) == 0)
            return string.Join('\n', lines.Where((_, i) => i != at));
        if (Number().Matches(value) is { Count: > 0 } numbers && random.Next(2) == 0)
        {
            var number = numbers[random.Next(numbers.Count)];
            lines[at] = lines[at][..^value.Length] + value[..number.Index] + Amounts[random.Next(Amounts.Length)] + value[(number.Index + number.Length)..];
            return string.Join('\n', lines);
        }
        var others = values.Where(i => Key(lines[i]) == key).ToList();
        lines[at] = lines[at][..^value.Length] + Value().Match(lines[others[random.Next(others.Count)]]).Groups["value"].Value;
        return string.Join('\n', lines);
    }

    private static string Key(string line) => Value().Match(line).Groups["key"].Value;

    private static string Once(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var (at, line) = (random.Next(text.Length + 1), random.Next(lines.Count));
        switch (random.Next(9))
        {
            case 0:
                return text.Insert(at, Noise[random.Next(Noise.Length)].ToString());
            case 1:
                return at < text.Length ? text.Remove(at, 1) : text;
            case 2:
                return text[..at];
            case 3:
                lines.RemoveAt(line);
                break;
            case 4:
                lines.Insert(line, lines[random.Next(lines.Count)]);
                break;
            case 5:
                lines[line] = "  " + lines[line];
                break;
            case 6:
                lines[line] = lines[line].Length > 2 ? lines[line][2..] : "";
                break;
            case 7:
                (lines[line], lines[^1]) = (lines[^1], lines[line]);
                break;
            default:
                var words = text.Split(' ');
                return text.Replace(words[random.Next(words.Length)] + " ", words[random.Next(words.Length)] + " ", StringComparison.Ordinal);
        }
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"^ *(?<key>[a-zA-Z]+): (?<value>[^|>{].*)$")]
    private static partial Regex Value();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
