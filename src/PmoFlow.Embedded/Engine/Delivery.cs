namespace PmoFlow.Embedded.Engine;

/// <summary>A message on its way to an instance.</summary>
/// <param name="Message">What it says.</param>
/// <param name="Number">Its row in the inbox, or <see cref="Volatile"/> where the row of its activity or timer is what a crash leaves.</param>
/// <param name="Execution">The execution it is for; null for any.</param>
internal readonly record struct Delivery(Incoming Message, long Number, int? Execution)
{
    public const long StartNumber = 0;
    public const long Volatile = -1;

    public bool IsVolatile => Number == Volatile;
}
