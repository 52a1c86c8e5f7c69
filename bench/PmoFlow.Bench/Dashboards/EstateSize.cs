namespace PmoFlow.Bench.Dashboards;

/// <summary>How large the generated office is.</summary>
internal sealed record EstateSize(int Projects, int Requests, int Functions, int TeamsEach, int Months)
{
    public static readonly EstateSize Full = new(10_000, 100_000, 20, 9, 36);
    public static readonly EstateSize Quick = new(1_000, 10_000, 20, 9, 12);

    public int Units => Functions * (TeamsEach + 1);
}
