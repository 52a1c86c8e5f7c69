namespace PmoFlow.Domain;

/// <summary>
/// An expected no: what was asked cannot be done, and why. Returned, never thrown; the web turns each kind into its HTTP answer
/// in one place. <see cref="Message"/> says what happened and what to do, for the person who asked.
/// </summary>
public abstract record Refusal(string Message)
{
    /// <summary>Something that was typed is missing or wrong; nothing was stored.</summary>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors)
        : Refusal(Errors.Count == 1 ? Errors[0].Message : $"{Errors.Count} fields need a change.");

    /// <summary>There is no such thing, or this reader may not know of it.</summary>
    public sealed record NotFound(string Message) : Refusal(Message);

    /// <summary>This person may not do that.</summary>
    public sealed record Forbidden(string Message) : Refusal(Message);

    /// <summary>It was possible once: somebody has decided, withdrawn or changed it since.</summary>
    public sealed record TooLate(string Message) : Refusal(Message);
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">Its name in the form or the API: <c>title</c>, <c>requester.email</c>, <c>fields.cost</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record FieldError(string Field, string Message);

/// <summary>What came of something a person asked for: done, with its result, or refused.</summary>
public abstract record Outcome<T>
{
    private Outcome() { }

    /// <summary>It is done and durable.</summary>
    public sealed record Done(T Value) : Outcome<T>;

    /// <summary>It is not done; nothing was changed.</summary>
    public sealed record Refused(Refusal Refusal) : Outcome<T>;

    /// <summary>What was done as something else; a refusal stays.</summary>
    public Outcome<TOther> As<TOther>(Func<T, TOther> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this is Done(var value) ? other(value) : ((Refused)this).Refusal;
    }

    /// <summary>It is done.</summary>
    public static implicit operator Outcome<T>(T value) => new Done(value);

    /// <summary>It is refused.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new Refused(refusal);
}
