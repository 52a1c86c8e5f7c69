namespace PmoFlow.Workflows.Files;

/// <summary>Pure data of a YAML file and where it stands; lines and columns from 1.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <param name="Text">As it reads.</param>
    /// <param name="IsPlain">Not quoted, so that <c>5</c> is a number and <c>~</c> is nothing.</param>
    internal sealed record Scalar(string Text, bool IsPlain, int Line, int Column) : YamlNode(Line, Column)
    {
        public bool IsNothing => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
    }

    internal sealed record Sequence(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column);

    internal sealed record Mapping(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlNode(Line, Column);

    /// <summary>Something that was reported and is not looked at any further.</summary>
    internal sealed record Refused(int Line, int Column) : YamlNode(Line, Column);

    public string Kind => this switch
    {
        Scalar { IsNothing: true } => "nothing",
        Scalar => "a single value",
        Sequence => "a list",
        Mapping => "a group of properties",
        Refused => "refused",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>One <c>key: value</c>.</summary>
internal sealed record YamlEntry(YamlNode.Scalar Key, YamlNode Value);
