using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Web.Workshop;

/// <summary>A version of a lifecycle in the API.</summary>
internal sealed record VersionResource(
    string Lifecycle, int Version, string Title, bool InForce, int Running, string? PublishedBy, DateTimeOffset? PublishedAt, string? Note)
{
    public static VersionResource Of(VersionLine line) => new(line.Edition.Lifecycle.Name, line.Edition.Lifecycle.Version, line.Edition.Lifecycle.Title,
        line.InForce, line.Running, line.Edition.Publication?.Email, line.Edition.Publication?.At, line.Edition.Publication?.Note);
}

/// <summary>A version with all that it says.</summary>
internal sealed record VersionDetailResource(string Lifecycle, int Version, string Title, string? File, IReadOnlyList<FactResource> Facts)
{
    public static VersionDetailResource Of(LifecycleEdition edition) => new(edition.Lifecycle.Name, edition.Lifecycle.Version, edition.Lifecycle.Title,
        edition.Source, [.. LifecycleFacts.Of(edition.Lifecycle).Select(fact => new FactResource(fact.PartTitle, fact.Name, fact.Value))]);
}

/// <summary>One thing that a version says.</summary>
internal sealed record FactResource(string Of, string What, string Says);

/// <summary>Something that two versions say differently.</summary>
internal sealed record DifferenceResource(string Of, string? What, string? Before, string? After, string Text)
{
    public static DifferenceResource From(LifecycleChange change) => new(change.PartTitle, change.Name, change.Before, change.After, change.ToString());
}

/// <summary>A file that is checked, saved or published.</summary>
internal sealed record FileBody(string? File, string? Note);

/// <summary>What the checks say of a file.</summary>
internal sealed record CheckResource(bool Ok, IReadOnlyList<DefectResource> Defects)
{
    public static CheckResource Of(FileReading<Lifecycle> reading) => reading is FileReading<Lifecycle>.Refused(var defects)
        ? new(false, [.. defects.Select(defect => new DefectResource(defect.Line, defect.Column, defect.Reason, defect.Fix))])
        : new(true, []);
}

/// <summary>One defect of a file.</summary>
internal sealed record DefectResource(int Line, int Column, string Reason, string Fix);

/// <summary>What was published.</summary>
internal sealed record PublishedResource(string Lifecycle, int Version)
{
    public static PublishedResource Of(LifecycleVersion version) => new(version.Name, version.Version);
}
