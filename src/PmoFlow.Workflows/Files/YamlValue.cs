using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Files;

/// <summary>
/// One value of a file, read as what it ought to be. What is wrong goes to the defects, once, and reading goes on with a
/// stand-in, so that a file shows all its defects at a time; what was read counts only where there are none.
/// </summary>
/// <param name="given">The value; null where it is missing or broken, which has been reported.</param>
/// <param name="name">What it is called where something is wrong with it.</param>
internal sealed class YamlValue(YamlNode? given, string name, DefectList defects)
{
    private readonly YamlNode? node = given is YamlNode.Refused ? null : given;

    public const int LongestLine = 200;
    public const int LongestText = 1_000;

    /// <summary>Where it is; null where it is missing or broken.</summary>
    public YamlNode? Node => node;

    public string Name => name;

    public string Text(int longest = LongestLine)
    {
        if (Scalar("a text") is not { } scalar)
            return "";
        if (scalar.IsPlain && (PlainNumber(scalar.Text) is not null || scalar.Text is "true" or "false"))
            return Wrong(scalar, $"'{name}' should be a text but is {scalar.Text}", $"put it in quotes: \"{scalar.Text}\"", "");
        var text = scalar.Text.Trim();
        if (text.Length == 0)
            return Wrong(scalar, $"'{name}' is empty", "write something", "");
        if (text.Length > longest)
            return Wrong(scalar, $"'{name}' has {text.Length:N0} characters", $"shorten it to {longest:N0}", "");
        return text.Any(char.IsControl) ? Wrong(scalar, $"'{name}' has a line break or control character", "write it as one line", "") : text;
    }

    /// <summary>Several lines.</summary>
    public string Paragraphs(int longest)
    {
        if (Scalar("a text") is not { } scalar)
            return "";
        var text = scalar.Text.ReplaceLineEndings("\n").Trim();
        if (text.Length == 0)
            return Wrong(scalar, $"'{name}' is empty", "write something", "");
        if (text.Length > longest)
            return Wrong(scalar, $"'{name}' has {text.Length:N0} characters", $"shorten it to {longest:N0}", "");
        return text.Any(c => char.IsControl(c) && c != '\n') ? Wrong(scalar, $"'{name}' has a control character", "remove it", "") : text;
    }

    /// <summary>A stable name, as keys and links carry it.</summary>
    public string Identifier()
    {
        if (Scalar("a name") is not { } scalar)
            return "";
        return Identifiers.IsValid(scalar.Text)
            ? scalar.Text
            : Wrong(scalar, $"'{scalar.Text}' cannot be a name", Identifiers.Fix, "");
    }

    public decimal Number(decimal least, decimal most)
    {
        if (Scalar("a number") is not { } scalar)
            return least;
        if (!scalar.IsPlain || PlainNumber(scalar.Text) is not { } number)
            return Wrong(scalar, $"'{name}' should be a number but is '{scalar.Text}'", "write digits, without quotes and separators", least);
        return number < least || number > most
            ? Wrong(scalar, $"'{name}' is {scalar.Text}", string.Create(CultureInfo.InvariantCulture, $"from {least:#,0.##} to {most:#,0.##}"), least)
            : number;
    }

    public int Integer(int least, int most)
    {
        var number = Number(least, most);
        return decimal.IsInteger(number) ? (int)number : Wrong(node!, $"'{name}' is not a whole number", "write one without a point", least);
    }

    public bool YesNo() =>
        Scalar("true or false") is { } scalar
        && (scalar is { IsPlain: true, Text: "true" or "false" }
            ? scalar.Text == "true"
            : Wrong(scalar, $"'{name}' should be true or false but is '{scalar.Text}'", "write true or false, without quotes", false));

    public DateOnly Day()
    {
        if (Scalar("a day") is not { } scalar)
            return default;
        return DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Wrong(scalar, $"'{name}' should be a day but is '{scalar.Text}'", "write year-month-day, such as 2026-11-23", default(DateOnly));
    }

    /// <summary>A time limit; one of 0 stands in for what cannot be read.</summary>
    public TimeLimit TimeLimit()
    {
        if (Scalar("a time") is not { } scalar)
            return default;
        return Domain.Organisation.TimeLimit.TryParse(scalar.Text, out var limit)
            ? limit
            : Wrong(
                scalar, $"'{name}' should be a time but is '{scalar.Text}'",
                "write a number from 1 to 1000 and hours, working hours, days, working days, weeks or months: 5 working days", default(TimeLimit));
    }

    /// <summary>One of the registered names; null where it is none of them.</summary>
    public T? OneOf<T>(IReadOnlyDictionary<string, T> registered) where T : struct => IsRegistered(registered, out var value) ? value : null;

    /// <summary>Whether it is one of the registered names, and what that stands for.</summary>
    public bool IsRegistered<T>(IReadOnlyDictionary<string, T> registered, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (Scalar("a name") is not { } scalar)
            return false;
        if (registered.TryGetValue(scalar.Text, out value))
            return true;
        defects.Add(scalar, $"'{scalar.Text}' is unknown as '{name}'", Suggestion.For(scalar.Text, registered.Keys));
        return false;
    }

    /// <summary>The items of a list, from <paramref name="least"/> to <paramref name="most"/> of them.</summary>
    public IReadOnlyList<YamlValue> Items(int least, int most)
    {
        if (node is null)
            return [];
        if (node is not YamlNode.Sequence list)
            return Wrong<IReadOnlyList<YamlValue>>(node, $"'{name}' should be a list but is {node.Kind}", "write [one, two], or a line with '- ' for each", []);
        Count(list, list.Items.Count, least, most);
        return [.. list.Items.Take(most).Select(item => new YamlValue(item, name, defects))];
    }

    /// <summary>A group of properties whose names the file chooses, from <paramref name="least"/> to <paramref name="most"/> of them.</summary>
    public IReadOnlyList<NamedValue> Named(int least, int most)
    {
        if (Mapping() is not { } mapping)
            return [];
        Count(mapping, mapping.Entries.Count, least, most);
        return [.. mapping.Entries.Take(most).Select(e => new NamedValue(
            new YamlValue(e.Key, name, defects), new YamlValue(e.Value, e.Key.Text, defects)))];
    }

    /// <summary>A group of properties whose names are registered.</summary>
    public YamlGroup Group() => new(Mapping(), name, defects);

    private YamlNode.Mapping? Mapping() => node switch
    {
        null => null,
        YamlNode.Mapping mapping => mapping,
        _ => Wrong<YamlNode.Mapping?>(node, $"'{name}' should be a group of properties but is {node.Kind}", "write 'property: value' on lines of their own below it", null),
    };

    private YamlNode.Scalar? Scalar(string expected) => node switch
    {
        null => null,
        YamlNode.Scalar { IsNothing: false } scalar => scalar,
        _ => Wrong<YamlNode.Scalar?>(node, $"'{name}' should be {expected} but is {node.Kind}", "write the value behind the colon", null),
    };

    private void Count(YamlNode at, int count, int least, int most)
    {
        if (count < least || count > most)
            defects.Add(at, $"'{name}' has {count} entries", $"give it from {least} to {most}");
    }

    private T Wrong<T>(YamlNode at, string reason, string fix, T standIn)
    {
        defects.Add(at, reason, fix);
        return standIn;
    }

    private static decimal? PlainNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

/// <summary>A property whose name the file chose.</summary>
internal sealed record NamedValue(YamlValue Key, YamlValue Value);
