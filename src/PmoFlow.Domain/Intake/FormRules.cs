using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Intake;

/// <summary>Whether what was typed into a form is a request.</summary>
public static class FormRules
{
    /// <summary>The longest name of a person.</summary>
    public const int MaxName = 200;

    /// <summary>
    /// The request's content in stored form, or every error beside its field: <c>title</c>, <c>description</c>,
    /// <c>requester.name</c>, <c>requester.email</c>, <c>fields.cost</c>. Blanks around answers go, numbers and days become
    /// invariant text, what was left empty is absent, and a field that the form does not have is refused by its name.
    /// </summary>
    public static Outcome<RequestContent> Validate(
        RequestForm form, string? title, string? description, Requester? requester, IReadOnlyDictionary<string, string>? fields)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new List<FieldError>();
        var content = new RequestContent(
            RequiredLine("title", title, RequestContent.MaxTitle, "Give the request a title.", errors),
            RequiredParagraph("description", description, "Describe what is needed.", errors),
            new Requester(
                RequiredLine("requester.name", requester?.Name, MaxName, "Say who asks.", errors),
                Email("requester.email", requester?.Email, errors)),
            Answers(form, fields ?? new Dictionary<string, string>(), errors));
        return errors.Count > 0 ? new Refusal.Invalid(errors) : content;
    }

    private static Dictionary<string, string> Answers(
        RequestForm form, IReadOnlyDictionary<string, string> given, List<FieldError> errors)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
        {
            // What depends on another answer is not asked without it: a form without script shows it all the same.
            if (field.When is { } when && !when.IsMet(answers.GetValueOrDefault(when.Field)))
                continue;
            var (stored, problem) = FieldAnswer.Read(field, given.GetValueOrDefault(field.Name) ?? "");
            if (problem is not null)
                errors.Add(new($"fields.{field.Name}", problem));
            else if (stored is not null)
                answers[field.Name] = stored;
        }
        errors.AddRange(given.Keys.Where(name => form.Fields.All(f => f.Name != name))
            .Select(name => UnknownName.Error("fields", name, "This form has no field")));
        return answers;
    }

    private static string RequiredLine(string field, string? text, int longest, string whenEmpty, List<FieldError> errors)
    {
        var line = AnswerText.Line(text ?? "", longest, out var problem);
        if ((line.Length == 0 ? whenEmpty : problem) is { } wrong)
            errors.Add(new(field, wrong));
        return line;
    }

    private static string RequiredParagraph(string field, string? text, string whenEmpty, List<FieldError> errors)
    {
        var paragraph = AnswerText.Paragraph(text ?? "", RequestContent.MaxDescription, out var problem);
        if ((paragraph.Length == 0 ? whenEmpty : problem) is { } wrong)
            errors.Add(new(field, wrong));
        return paragraph;
    }

    private static string Email(string field, string? text, List<FieldError> errors)
    {
        var email = Person.Normalise(text ?? "");
        if (email.Length == 0)
            errors.Add(new(field, "Give the mail address at which the requester is reached."));
        else if (!MailAddress.IsValid(email))
            errors.Add(new(field, "Give one mail address, such as name@example.org."));
        return email;
    }
}
