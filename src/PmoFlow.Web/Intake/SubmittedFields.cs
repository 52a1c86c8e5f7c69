using System.Globalization;
using System.Text.Json;
using PmoFlow.Domain;

namespace PmoFlow.Web.Intake;

/// <summary>Answers as programs send them, in the text form in which forms send them.</summary>
internal static class SubmittedFields
{
    public static Outcome<Dictionary<string, string>> Read(IReadOnlyDictionary<string, JsonElement>? fields)
    {
        var (texts, errors) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<FieldError>());
        foreach (var (name, value) in fields ?? new Dictionary<string, JsonElement>())
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.String:
                    texts[name] = value.GetString()!;
                    break;
                case JsonValueKind.Number:
                    texts[name] = value.TryGetDecimal(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.GetRawText();
                    break;
                case JsonValueKind.True or JsonValueKind.False:
                    texts[name] = value.GetBoolean() ? "true" : "false";
                    break;
                case JsonValueKind.Null:
                    break;
                default:
                    errors.Add(new($"fields.{name}", $"fields.{name} must be text, a number, true or false."));
                    break;
            }
        }
        return errors.Count > 0 ? new Refusal.Invalid(errors) : texts;
    }
}
