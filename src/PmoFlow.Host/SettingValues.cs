namespace PmoFlow.Host;

/// <summary>Reads settings so that a value of the wrong kind is refused by its name.</summary>
internal static class SettingValues
{
    /// <summary>A section as options; defaults where it is missing.</summary>
    /// <exception cref="SettingRefusedException">A value cannot be read.</exception>
    public static T Options<T>(this IConfiguration configuration, string section) where T : class, new()
    {
        var options = new T();
        configuration.BindTo(section, options);
        return options;
    }

    /// <summary>A section over options that are there.</summary>
    /// <exception cref="SettingRefusedException">A value cannot be read.</exception>
    public static void BindTo(this IConfiguration configuration, string section, object options)
    {
        try
        {
            configuration.GetSection(section).Bind(options);
        }
        catch (InvalidOperationException unreadable)
        {
            throw new SettingRefusedException(section, $"cannot be read: {unreadable.Message.TrimEnd('.')}", "Correct it, or leave it out for the default.");
        }
    }

    /// <summary>A whole number that is at least 1; null where there is none.</summary>
    /// <exception cref="SettingRefusedException">It is something else.</exception>
    public static void CheckCount(this IConfiguration configuration, string setting)
    {
        if (configuration[setting] is { Length: > 0 } text && !(int.TryParse(text, out var number) && number >= 1))
            throw new SettingRefusedException(setting, $"is '{text}'", "Write a whole number of at least 1, or leave it out.");
    }
}
