using PmoFlow.Domain;

namespace PmoFlow.Bench.Year;

/// <summary>How a lead behaves all year long.</summary>
internal enum LeadKind
{
    /// <summary>Answers nothing, ever. A third of all.</summary>
    Silent,

    /// <summary>Says green at once, whatever the numbers say; they are red.</summary>
    Lying,

    /// <summary>Sends reports after their time, before the next.</summary>
    Late,

    /// <summary>Answers the next day what is so.</summary>
    Honest,
}

/// <summary>A project and its lead, with what the lead has sent: what the office must still know in the end.</summary>
internal sealed class YearProject(int number)
{
    public int Number => number;

    public string Lead => YearOffice.Lead(number);

    public string Unit => YearOffice.Units[number % YearOffice.Units.Length];

    public LeadKind Kind => (number % 6) switch { 0 or 3 => LeadKind.Silent, 1 => LeadKind.Lying, 2 => LeadKind.Late, _ => LeadKind.Honest };

    public RequestId Request { get; set; }

    public ProjectId Id { get; set; }

    /// <summary>The words of each report that the office has acknowledged, by the report's number.</summary>
    public Dictionary<int, string> Sent { get; } = [];

    /// <summary>Tokens of mails that are still to be answered, with the instant from which the lead does.</summary>
    public List<(string Path, string Token, DateTimeOffset From)> ToDo { get; } = [];
}
