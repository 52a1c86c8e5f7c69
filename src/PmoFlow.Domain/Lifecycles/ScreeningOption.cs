namespace PmoFlow.Domain.Lifecycles;

/// <summary>What an analyst may do with a request besides qualifying, asking and declining.</summary>
public enum ScreeningOption
{
    /// <summary>Put it off until a day, when it comes back by itself.</summary>
    Defer,

    /// <summary>Let it go on as part of another request that asks for the same.</summary>
    Merge,

    /// <summary>Let it go on in another lifecycle.</summary>
    Convert,
}
