using PmoFlow.Domain.Intake;
using Xunit;

namespace PmoFlow.Domain.Tests.Intake;

/// <summary>What a field may ask for besides its kind, and when it is asked.</summary>
public sealed class FormFieldTests
{
    private static readonly Requester Kim = new("Kim", "kim@example.org");

    private static readonly RequestForm Form = new(
    [
        new("kind", "Kind", FieldKind.Choice, Choices: [new("new", "New"), new("other", "Other")]),
        new("which", "Which other", FieldKind.Text, Required: true) { When = new("kind", Is: "other") },
        new("why", "Why that one", FieldKind.Text, Required: true) { When = new("which", Is: "press") },
        new("cost", "Cost", FieldKind.Money),
        new("supplier", "Supplier", FieldKind.Text, Required: true) { When = new("cost", AtLeast: 5000) },
        new("short", "Short", FieldKind.Text) { Longest = 5 },
        new("contact", "Contact", FieldKind.Text) { Format = TextFormat.Email },
        new("page", "Page", FieldKind.Text) { Format = TextFormat.Url },
        new("day", "Day", FieldKind.Date) { Earliest = new(2026, 1, 1), Latest = new(2026, 12, 31) },
    ]);

    [Theory]
    [InlineData("kind=new")]
    [InlineData("kind=other;which=lathe")]
    [InlineData("kind=other;which=press;why=It broke")]
    [InlineData("cost=4999.99")]
    [InlineData("cost=5,000;supplier=ACME")]
    [InlineData("short=12345;contact=a@example.org;page=https://example.org/x;day=2026-12-31")]
    public void what_is_asked_is_answered(string answers) => Assert.IsType<Outcome<RequestContent>.Done>(Validate(answers));

    [Theory]
    [InlineData("kind=other", "fields.which")]
    [InlineData("kind=other;which=press", "fields.why")]
    [InlineData("cost=5000", "fields.supplier")]
    [InlineData("short=123456", "fields.short")]
    [InlineData("contact=a at example", "fields.contact")]
    [InlineData("page=javascript:alert(1)", "fields.page")]
    [InlineData("day=2025-12-31", "fields.day")]
    [InlineData("day=2027-01-01", "fields.day")]
    public void what_is_missing_or_wrong_is_told_by_its_field(string answers, string field) =>
        Assert.Equal(field, Assert.Single(Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<RequestContent>.Refused>(Validate(answers)).Refusal).Errors).Field);

    [Fact]
    public void an_answer_to_what_is_not_asked_is_dropped_with_all_that_hangs_on_it()
    {
        var content = Assert.IsType<Outcome<RequestContent>.Done>(Validate("kind=new;which=press;why=It broke;cost=10;supplier=ACME")).Value;

        Assert.Equal(["cost", "kind"], content.Fields.Keys.Order());
    }

    private static Outcome<RequestContent> Validate(string answers) => FormRules.Validate(Form, "A title", "Words", Kim,
        answers.Split(';').Select(answer => answer.Split('=', 2)).ToDictionary(answer => answer[0], answer => answer[1]));
}
