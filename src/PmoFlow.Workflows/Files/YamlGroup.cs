namespace PmoFlow.Workflows.Files;

/// <summary>Properties with registered names. What was never asked for is unknown: <see cref="Close"/> reports it.</summary>
/// <param name="mapping">The properties; null where they are missing or broken, which has been reported.</param>
internal sealed class YamlGroup(YamlNode.Mapping? mapping, string name, DefectList defects)
{
    private readonly HashSet<string> asked = [];

    /// <summary>Where it is; null where it is missing or broken.</summary>
    public YamlNode? Node => mapping;

    /// <summary>That property's value; a property that is not there is reported.</summary>
    public YamlValue Required(string property)
    {
        if (Find(property) is { } value)
            return value;
        if (mapping is not null)
            defects.Add(mapping, $"'{name}' lacks '{property}'", $"add '{property}: …'");
        return new YamlValue(null, property, defects);
    }

    /// <summary>That property's value, if it is there.</summary>
    public YamlValue? Optional(string property) => Find(property);

    /// <summary>Reports the properties that nobody asked for.</summary>
    public void Close()
    {
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (!asked.Contains(entry.Key.Text))
                defects.Add(entry.Key, $"'{name}' has no property '{entry.Key.Text}'", Suggestion.For(entry.Key.Text, asked));
        }
    }

    private YamlValue? Find(string property)
    {
        asked.Add(property);
        return mapping?.Entries.FirstOrDefault(e => e.Key.Text == property) is { } entry
            ? new YamlValue(entry.Value, property, defects)
            : null;
    }
}
