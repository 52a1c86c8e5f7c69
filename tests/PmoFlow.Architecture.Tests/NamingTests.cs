using Xunit;

namespace PmoFlow.Architecture.Tests;

/// <summary>A thing is called what it is.</summary>
public sealed class NamingTests
{
    private static readonly string[] Nameless = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Impl"];

    [Fact]
    public void no_type_is_named_after_nothing() =>
        Assert.Empty(House.Written(House.All).Where(type => Nameless.Any(end => Name(type).EndsWith(end, StringComparison.Ordinal))).Select(type => type.FullName));

    [Fact]
    public void interfaces_are_ports() =>
        Assert.Empty(House.Written(House.All).Where(type => type.IsInterface && type.Assembly != House.Platform).Select(type => type.FullName));

    [Fact]
    public void a_class_that_nobody_inherits_is_sealed()
    {
        var written = House.Written(House.All).ToList();
        var inherited = written.Select(type => type.BaseType).OfType<Type>().Select(b => b.IsGenericType ? b.GetGenericTypeDefinition() : b).ToHashSet();

        Assert.Empty(written
            .Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false } && !inherited.Contains(type) && !IsMadeOfMarkup(type) && type.Name != "Program")
            .Select(type => type.FullName));
    }

    [Fact]
    public void a_platform_shows_how_to_register_and_operate_it_and_what_it_throws_and_nothing_else()
    {
        string[] endings = ["Options", "Registration", "Exception"];
        // The embedded platform can be opened without a host; its telemetry names what a host collects; SendGrid's events come in by
        // HTTP; Tls is a part of options.
        string[] besides = ["EmbeddedPlatform", "EngineTelemetry", "SendGridEvents", "SmtpTls"];

        Assert.Empty(House.Written(House.Embedded, House.Azure)
            .Where(type => type.IsPublic && type.Namespace != "PmoFlow.Embedded.Operations" && !endings.Any(end => type.Name.EndsWith(end, StringComparison.Ordinal)) && !besides.Contains(type.Name))
            .Select(type => type.FullName));
    }

    private static string Name(Type type) => type.Name.Split('`')[0];

    /// <summary>The compiler of pages makes classes that are not sealed.</summary>
    private static bool IsMadeOfMarkup(Type type) => type.Name == "_Imports" || type.BaseType?.FullName?.StartsWith("Microsoft.AspNetCore.Components.", StringComparison.Ordinal) == true;
}
