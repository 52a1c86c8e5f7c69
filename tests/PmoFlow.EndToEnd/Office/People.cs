namespace PmoFlow.EndToEnd.Office;

/// <summary>People of the demo organisation, by what they do in these tests.</summary>
internal static class People
{
    public const string Analyst = "amelie.laurent@example.org";

    public const string AnalystName = "Amélie Laurent";

    public const string Administrator = "anais.fontaine@example.org";

    public const string Lead = "kwame.mensah@example.org";

    public const string LeadName = "Kwame Mensah";

    /// <summary>Everybody with a seat at the standard gate.</summary>
    public static readonly IReadOnlyList<string> Approvers =
        ["ingrid.sorensen@example.org", "jose.hernandez@example.org", "zoe.muller@example.org"];

    public static readonly IReadOnlyList<string> Leads =
        [Lead, "aoife.nidhomhnaill@example.org", "lukasz.nowak@example.org", "hana.kovarova@example.org", "cagla.yilmaz@example.org"];
}
