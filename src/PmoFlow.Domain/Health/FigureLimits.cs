namespace PmoFlow.Domain.Health;

/// <summary>What figures cannot say.</summary>
/// <param name="Old">Figures that are too old to say that things are well, each with the words for it.</param>
/// <param name="OfSilence">Figures that say only that somebody is silent.</param>
public sealed record FigureLimits(IReadOnlyDictionary<string, string> Old, IReadOnlySet<string> OfSilence)
{
    /// <summary>They say it all.</summary>
    public static readonly FigureLimits None = new(new Dictionary<string, string>(), new HashSet<string>());
}
