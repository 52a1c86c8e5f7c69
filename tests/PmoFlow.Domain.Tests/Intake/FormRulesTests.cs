using System.Globalization;
using FsCheck.Xunit;
using PmoFlow.Domain.Intake;
using Xunit;

namespace PmoFlow.Domain.Tests.Intake;

public sealed class FormRulesTests
{
    private static readonly RequestForm Form = new(
    [
        new("cost", "Cost", FieldKind.Money, Minimum: 0, Purpose: FieldPurpose.Cost),
        new("people", "People", FieldKind.Number, Minimum: 1, Maximum: 50.5m),
        new("neededBy", "Needed by", FieldKind.Date, Purpose: FieldPurpose.NeededBy),
        new("unit", "Unit", FieldKind.Choice, Choices: [new("finance", "Finance"), new("people", "People")], Purpose: FieldPurpose.Unit),
        new("reviewed", "Reviewed", FieldKind.YesNo),
        new("sponsor", "Sponsor", FieldKind.Text),
        new("why", "Why", FieldKind.Paragraph),
    ]);

    private static readonly Requester Kim = new("Kim Ö.", "kim@example.org");

    [Fact]
    public void everything_is_stored_in_one_form()
    {
        var content = Accepted(FormRules.Validate(Form, "  A title ", "First\r\nsecond\rthird \n", new(" Kim Ö. ", " Kim@Example.ORG"), Fields(
            ("cost", " 12,343.960 "), ("people", "007"), ("neededBy", " 2026-11-23 "), ("unit", "finance"), ("reviewed", "On"),
            ("sponsor", " Çağla "), ("why", "a\r\n\r\nb "))));

        Assert.Equal("A title", content.Title);
        Assert.Equal("First\nsecond\nthird", content.Description);
        Assert.Equal(Kim, content.Requester);
        Assert.Equal(
            Fields(("cost", "12343.96"), ("people", "7"), ("neededBy", "2026-11-23"), ("unit", "finance"), ("reviewed", "true"), ("sponsor", "Çağla"), ("why", "a\n\nb")),
            content.Fields);
        Assert.Equal(12343.96m, Form.Cost(content));
        Assert.Equal(new UnitId("finance"), Form.Unit(content));
        Assert.Equal(new DateOnly(2026, 11, 23), Form.NeededBy(content));
    }

    [Fact]
    public void what_is_left_empty_is_absent()
    {
        var content = Accepted(FormRules.Validate(Form, "Title", "Description", Kim, Fields(("cost", ""), ("sponsor", "  "), ("unit", ""))));

        Assert.Empty(content.Fields);
        Assert.Null(Form.Cost(content));
        Assert.Null(Form.Unit(content));
        Assert.Null(Form.NeededBy(content));
        Assert.Null(new RequestForm([]).Cost(content));
    }

    [Fact]
    public void every_error_is_told_at_once_beside_its_field()
    {
        var errors = Errors(FormRules.Validate(
            new RequestForm([.. Form.Fields, new("goal", "Goal", FieldKind.Text, Required: true)]),
            null, " ", new("", "kim"), Fields(
                ("cost", "-1"), ("people", "51"), ("neededBy", "23.11.2026"), ("unit", "Finance"), ("reviewed", "maybe"), ("colour", "blue"))));

        Assert.Equal(
            ["title", "description", "requester.name", "requester.email", "fields.cost", "fields.people", "fields.neededBy", "fields.unit", "fields.reviewed", "fields.goal", "fields.colour"],
            errors.Select(e => e.Field));
        Assert.All(errors, e => Assert.EndsWith(".", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void nobody_and_nothing_is_refused_for_each_of_its_parts() => Assert.Equal(
        ["title", "description", "requester.name", "requester.email"],
        Errors(FormRules.Validate(Form, null, null, null, null)).Select(e => e.Field));

    [Theory]
    [InlineData("12343.96", "12343.96")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("0.10", "0.1")]
    [InlineData("-0", "0")]
    [InlineData("299999.99999999994", "300000")]
    [InlineData("0.005", "0.01")]
    [InlineData("1000000000000000", "1000000000000000")]
    public void amounts_are_kept_to_the_hundredth(string given, string stored) =>
        Assert.Equal(stored, Accepted(FormRules.Validate(Form, "T", "D", Kim, Fields(("cost", given)))).Fields["cost"]);

    [Theory]
    [InlineData("£12,343.96")]
    [InlineData("12,5")]
    [InlineData("1,2345")]
    [InlineData("12.343,96")]
    [InlineData("12 343")]
    [InlineData("1e6")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("+5")]
    [InlineData("٣")]
    [InlineData("NaN")]
    [InlineData("-0.01")]
    [InlineData("1000000000000000.01")]
    [InlineData("99999999999999999999999999999999999")]
    public void amounts_that_could_mean_something_else_are_refused(string given) =>
        Assert.Equal("fields.cost", Assert.Single(Errors(FormRules.Validate(Form, "T", "D", Kim, Fields(("cost", given))))).Field);

    [Theory]
    [InlineData("neededBy", "1900-01-01", "1900-01-01")]
    [InlineData("neededBy", "2199-12-31", "2199-12-31")]
    [InlineData("reviewed", "true", "true")]
    [InlineData("reviewed", "Yes", "true")]
    [InlineData("reviewed", "ON", "true")]
    [InlineData("reviewed", "False", "false")]
    [InlineData("reviewed", "no", "false")]
    [InlineData("reviewed", "off", "false")]
    [InlineData("people", "1", "1")]
    [InlineData("people", "50.50", "50.5")]
    public void answers_at_the_edge_are_taken(string field, string given, string stored) =>
        Assert.Equal(stored, Accepted(FormRules.Validate(Form, "T", "D", Kim, Fields((field, given)))).Fields[field]);

    [Theory]
    [InlineData("cost", "much", "Give an amount in digits, such as 12343.96 or 12,343.96, without a currency.")]
    [InlineData("people", "many", "Give a number in digits, such as 12.5.")]
    [InlineData("people", "0.5", "Give 1 or more.")]
    [InlineData("people", "51", "Give 50.5 or less.")]
    [InlineData("cost", "9999999999999999", "Give 1,000,000,000,000,000 or less.")]
    [InlineData("neededBy", "soon", "Give a day from 1900 to 2199 as year-month-day, such as 2026-11-23.")]
    [InlineData("unit", "sales", "Choose one of: finance, people.")]
    [InlineData("reviewed", "perhaps", "Answer true or false.")]
    [InlineData("sponsor", "a\nb", "Remove the line breaks or control characters.")]
    [InlineData("why", "a\u0001b", "Remove the control characters.")]
    [InlineData("colour", "blue", "This form has no field 'colour'.")]
    public void a_refusal_says_what_would_be_right(string field, string given, string message) =>
        Assert.Equal(new FieldError($"fields.{field}", message), Assert.Single(Errors(FormRules.Validate(Form, "T", "D", Kim, Fields((field, given))))));

    [Fact]
    public void what_is_missing_is_asked_for() => Assert.Equal(
        ["Give the request a title.", "Describe what is needed.", "Say who asks.", "Give the mail address at which the requester is reached.", "Answer \"Goal\"."],
        Errors(FormRules.Validate(new RequestForm([new("goal", "Goal", FieldKind.Text, Required: true)]), null, null, null, null)).Select(e => e.Message));

    [Fact]
    public void what_is_too_long_is_counted() => Assert.Equal(
        "Shorten this to 200 characters; it has 1,234.",
        Assert.Single(Errors(FormRules.Validate(Form, new string('t', 1_234), "D", Kim, null))).Message);

    [Theory]
    [InlineData("1899-12-31")]
    [InlineData("2200-01-01")]
    [InlineData("2026-02-30")]
    [InlineData("2026-1-1")]
    [InlineData("2026-11-23T00:00")]
    public void days_that_no_calendar_of_the_office_has_are_refused(string given) =>
        Assert.Equal("fields.neededBy", Assert.Single(Errors(FormRules.Validate(Form, "T", "D", Kim, Fields(("neededBy", given))))).Field);

    [Fact]
    public void control_characters_and_halves_of_characters_are_refused_everywhere()
    {
        // Not as data of a theory: an attribute cannot hold half a character.
        string[] texts = ["a\0b", "a\u001bb", "a\ud800b", "a\udc00", "a\ud800", "\udc00\ud800"];
        foreach (var text in texts)
        {
            Assert.Equal(
                ["title", "description", "requester.name", "fields.sponsor", "fields.why"],
                Errors(FormRules.Validate(Form, text, text, new(text, "kim@example.org"), Fields(("sponsor", text), ("why", text)))).Select(e => e.Field));
        }
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\tb")]
    [InlineData("a\u2028b")]
    public void a_title_is_one_line_and_a_description_may_have_more(string text) => Assert.Equal(
        ["title", "fields.sponsor"],
        Errors(FormRules.Validate(Form, text, text, Kim, Fields(("sponsor", text), ("why", text)))).Select(e => e.Field));

    [Fact]
    public void lengths_are_counted_after_trimming()
    {
        var title = new string('t', RequestContent.MaxTitle);
        var description = new string('d', RequestContent.MaxDescription);

        Accepted(FormRules.Validate(Form, $" {title} ", $"{description}\n", Kim, null));
        Assert.Equal(
            ["title", "description", "requester.name", "fields.sponsor", "fields.why"],
            Errors(FormRules.Validate(Form, title + "t", description + "d", new(new string('n', FormRules.MaxName + 1), "kim@example.org"), Fields(
                ("sponsor", new string('s', 1_001)), ("why", description + "d")))).Select(e => e.Field));
    }

    [Theory]
    [InlineData("\u0000")]
    [InlineData("a<script>")]
    [InlineData("an-answer-to-a-question-that-is-far-too-long-to-be-shown-again-x")]
    public void unknown_fields_that_cannot_be_shown_are_not_repeated(string name)
    {
        var error = Assert.Single(Errors(FormRules.Validate(Form, "T", "D", Kim, Fields((name, "1")))));

        Assert.Equal("fields", error.Field);
        Assert.DoesNotContain(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void characters_outside_of_the_basic_plane_are_welcome() =>
        Assert.Equal("Ship 🚀 𠜎", Accepted(FormRules.Validate(Form, "Ship 🚀 𠜎", "D", Kim, null)).Title);

    [Fact]
    public void script_is_text_like_any_other() =>
        Assert.Equal("<script>alert(1)</script>", Accepted(FormRules.Validate(Form, "<script>alert(1)</script>", "D", Kim, null)).Title);

    [Property(MaxTest = 1_000)]
    public void whatever_is_typed_is_stored_clean_or_refused_with_the_fields(string? title, string? description, string? name, string? value, byte which)
    {
        var field = Form.Fields[which % Form.Fields.Count].Name;
        var outcome = FormRules.Validate(Form, title, description, new(name!, "kim@example.org"), Fields((field, value ?? "")));

        if (outcome is Outcome<RequestContent>.Refused(var refusal))
        {
            Assert.NotEmpty(Assert.IsType<Refusal.Invalid>(refusal).Errors);
            return;
        }
        var content = Accepted(outcome);
        Assert.InRange(content.Title.Length, 1, RequestContent.MaxTitle);
        Assert.DoesNotContain(content.Title, char.IsControl);
        var again = Accepted(FormRules.Validate(Form, content.Title, content.Description, content.Requester, content.Fields));
        Assert.Equal(content with { Fields = again.Fields }, again);
        Assert.Equal(content.Fields, again.Fields);
    }

    [Property(MaxTest = 2_000)]
    public void numbers_keep_their_value_however_they_are_grouped(long tenThousandths)
    {
        var number = tenThousandths / 10_000m;
        var form = new RequestForm([new("n", "N", FieldKind.Number)]);
        foreach (var written in new[] { "0.####", "#,##0.####", "0.0000" })
        {
            var content = Accepted(FormRules.Validate(form, "T", "D", Kim, Fields(("n", number.ToString(written, CultureInfo.InvariantCulture)))));
            Assert.Equal(number.ToString("0.####", CultureInfo.InvariantCulture).Replace("-0", number == 0 ? "0" : "-0", StringComparison.Ordinal), content.Fields["n"]);
        }
    }

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(f => f.Name, f => f.Value);

    private static RequestContent Accepted(Outcome<RequestContent> outcome) => Assert.IsType<Outcome<RequestContent>.Done>(outcome).Value;

    private static IReadOnlyList<FieldError> Errors(Outcome<RequestContent> outcome) =>
        Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<RequestContent>.Refused>(outcome).Refusal).Errors;
}
