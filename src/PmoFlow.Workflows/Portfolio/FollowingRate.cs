namespace PmoFlow.Workflows.Portfolio;

/// <summary>
/// How often a board follows what changed: at once in an office where things change now and then, so that people see what they did; a few
/// times a second where changes and looks come in crowds.
/// </summary>
internal sealed class FollowingRate
{
    private const double Most = 20;
    private const double PerSecond = 4;

    private readonly Lock gate = new();
    private double left = Most;
    private long at = TimeProvider.System.GetTimestamp();

    /// <summary>Whether most of what may be done at once has been done.</summary>
    public bool IsLow
    {
        get
        {
            lock (gate)
                return Refill() < Most / 2;
        }
    }

    /// <summary>Whether it may follow now.</summary>
    public bool Take()
    {
        lock (gate)
        {
            if (Refill() < 1)
                return false;
            left--;
            return true;
        }
    }

    private double Refill()
    {
        var now = TimeProvider.System.GetTimestamp();
        left = Math.Min(Most, left + (TimeProvider.System.GetElapsedTime(at, now).TotalSeconds * PerSecond));
        at = now;
        return left;
    }
}
