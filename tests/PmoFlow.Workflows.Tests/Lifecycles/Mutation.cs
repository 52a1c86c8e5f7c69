namespace PmoFlow.Workflows.Tests.Lifecycles;

/// <summary>What slips of the hand and of editors do to a file, the same for the same seed.</summary>
internal static class Mutation
{
    private const string Noise = ":-{}[]&*!|>'\"#%@`, \t\n0aZ~ß\u0000\u2028🚀";

    public static string Of(string text, int seed)
    {
        var random = new Random(seed);
        for (var times = 1 + random.Next(4); times > 0; times--)
            text = Once(text, random);
        return text;
    }

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
}
