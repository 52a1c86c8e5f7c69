using PmoFlow.Domain.Import;

namespace PmoFlow.Web.Import;

/// <summary>What happens with rows, in words.</summary>
internal static class ImportWords
{
    /// <summary>Of one row.</summary>
    public static string Of(RowAction action) => action switch
    {
        RowAction.NewProject => "New project",
        RowAction.NextRating => "Next rating",
        RowAction.Correction => "Correction",
        RowAction.Unchanged => "Unchanged",
        RowAction.NewRequest => "New request",
        _ => "Not taken",
    };

    /// <summary>What a count of them counts.</summary>
    public static string Counted(RowAction action) => action switch
    {
        RowAction.NewProject => "new projects",
        RowAction.NextRating => "next ratings of known projects",
        RowAction.Correction => "corrections of known ratings",
        RowAction.Unchanged => "unchanged",
        RowAction.NewRequest => "new requests",
        _ => "not taken",
    };

    /// <summary>How a row's tag looks.</summary>
    public static string Tag(RowAction action) => action switch
    {
        RowAction.NotTaken => "bad",
        RowAction.Unchanged => "",
        RowAction.Correction => "warn",
        _ => "good",
    };

    /// <summary>Where an import stands.</summary>
    public static string Of(ImportState state) => state switch
    {
        ImportState.Preview => "Preview",
        ImportState.Running => "Running",
        _ => "Finished",
    };

    /// <summary>What the rows are.</summary>
    public static string Of(ImportKind kind) => kind == ImportKind.Projects ? "Projects" : "Demand";

    /// <summary>A separator by name.</summary>
    public static string Separator(string separator) => separator switch
    {
        "," => "commas",
        ";" => "semicolons",
        "\t" => "tabs",
        "|" => "vertical bars",
        _ => separator,
    };
}
