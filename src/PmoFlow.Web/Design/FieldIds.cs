namespace PmoFlow.Web.Design;

/// <summary>The HTML id of a field, the same in the summary of errors and at the field.</summary>
internal static class FieldIds
{
    /// <summary>Of a field as refusals name it: <c>requester.email</c> becomes <c>requester-email</c>.</summary>
    public static string Of(string field) => field.Replace('.', '-');
}
