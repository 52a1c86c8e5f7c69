using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PmoFlow.Workflows.Files;

/// <summary>
/// Reads YAML as pure data. Anchors, aliases and tags are refused: the first can make a small file enormous, the last name types
/// of programs. So are repeated properties, of which other readers silently take the last.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 12;
    public const int MaxCharacters = 256 * 1024;

    private readonly Parser parser;
    private readonly DefectList defects;

    private YamlTree(Parser parser, DefectList defects) => (this.parser, this.defects) = (parser, defects);

    /// <summary>The file's only document, or null where it cannot be read as one: then <paramref name="defects"/> says why.</summary>
    public static YamlNode? Read(string yaml, DefectList defects)
    {
        if (yaml.Length > MaxCharacters)
        {
            defects.Add(1, 1, $"The file has {yaml.Length:N0} characters", $"keep it below {MaxCharacters:N0}");
            return null;
        }
        var parser = new Parser(new StringReader(yaml.TrimStart('\ufeff')));
        try
        {
            return new YamlTree(parser, defects).Document();
        }
        catch (YamlException broken)
        {
            Refuse(broken.End, broken.Message.TrimEnd('.'), yaml, defects);
        }
        // YamlDotNet's scanner stops like this at some brackets behind words in a list.
        catch (InvalidOperationException) when (parser.Current is not null)
        {
            Refuse(parser.Current.End, "it cannot be read from here on", yaml, defects);
        }
        return null;
    }

    /// <summary>What is found missing at the end is reported in the last line, not behind it.</summary>
    private static void Refuse(Mark at, string why, string yaml, DefectList defects) => defects.Add(
        (int)Math.Min(at.Line, yaml.AsSpan().TrimEnd('\n').Count('\n') + 1), (int)at.Column, $"This is not YAML: {why}",
        "check indentation, quotes and brackets");

    private YamlNode? Document()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            defects.Add(1, 1, "The file is empty", "write one document");
            return null;
        }
        var root = Node(0);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
            defects.Add((int)second.Start.Line, (int)second.Start.Column, "A second document begins", "put each document into a file of its own");
        return root;
    }

    private YamlNode Node(int depth)
    {
        var node = parser.Consume<ParsingEvent>();
        var (line, column) = ((int)node.Start.Line, (int)node.Start.Column);
        if (depth > MaxDepth)
            throw new YamlException(node.Start, node.End, $"more than {MaxDepth} levels deep");
        if (node is AnchorAlias alias)
        {
            defects.Add(line, column, $"'*{alias.Value}' refers to an anchor", "write the value out");
            return new YamlNode.Refused(line, column);
        }
        RefuseAnchorAndTag((NodeEvent)node, line, column);
        switch (node)
        {
            case Scalar scalar:
                return new YamlNode.Scalar(scalar.Value, scalar.Style == ScalarStyle.Plain, line, column);
            case SequenceStart:
                var items = new List<YamlNode>();
                while (!parser.TryConsume<SequenceEnd>(out _))
                    items.Add(Node(depth + 1));
                return new YamlNode.Sequence(items, line, column);
            case MappingStart:
                return Mapping(depth, line, column);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private YamlNode.Mapping Mapping(int depth, int line, int column)
    {
        var entries = new List<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is YamlNode.Refused)
                continue;
            if (key is not YamlNode.Scalar name)
                defects.Add(key, $"A property's name is {key.Kind}", "a name is a single word");
            else if (entries.Find(e => e.Key.Text == name.Text) is { } first)
                defects.Add(name, $"'{name.Text}' is here twice, first in line {first.Key.Line}", "keep one of the two");
            else
                entries.Add(new(name, value));
        }
        return new YamlNode.Mapping(entries, line, column);
    }

    private void RefuseAnchorAndTag(NodeEvent node, int line, int column)
    {
        if (!node.Anchor.IsEmpty)
            defects.Add(line, column, $"'&{node.Anchor.Value}' sets an anchor", "remove it and write values out where they are needed");
        if (!node.Tag.IsEmpty)
            defects.Add(line, column, "A tag ('!…') names a type", "remove it: files hold plain text, numbers, lists and properties");
    }
}
