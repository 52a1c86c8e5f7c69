using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using PmoFlow.Domain;

namespace PmoFlow.Web.Answers;

/// <summary>The one place where an expected no becomes an HTTP answer: Problem Details for programs, a page for people.</summary>
internal static class RefusalAnswers
{
    /// <summary>What was done as JSON, or the refusal as Problem Details.</summary>
    public static IResult ToApi<T>(this Outcome<T> outcome, Func<T, IResult> done) => outcome switch
    {
        Outcome<T>.Done(var value) => done(value),
        Outcome<T>.Refused(var refusal) => Problem(refusal),
        _ => throw new UnreachableException(),
    };

    /// <summary>As above, where what was asked has first to be read.</summary>
    public static async Task<IResult> ToApi<T>(this Outcome<T> outcome, Func<T, Task<IResult>> done) =>
        outcome is Outcome<T>.Done(var value) ? await done(value) : Problem(((Outcome<T>.Refused)outcome).Refusal);

    /// <summary>What was done as a page, or the refusal as one.</summary>
    public static IResult ToPage<T>(this Outcome<T> outcome, Func<T, IResult> done) => outcome switch
    {
        Outcome<T>.Done(var value) => done(value),
        Outcome<T>.Refused(var refusal) => Page(refusal),
        _ => throw new UnreachableException(),
    };

    /// <summary>As above, where what was asked has first to be read.</summary>
    public static async Task<IResult> ToPage<T>(this Outcome<T> outcome, Func<T, Task<IResult>> done) =>
        outcome is Outcome<T>.Done(var value) ? await done(value) : Page(((Outcome<T>.Refused)outcome).Refusal);

    /// <summary>As above, where a form can be shown again with what is wrong.</summary>
    public static IResult ToPage<T>(this Outcome<T> outcome, Func<T, IResult> done, Func<IReadOnlyList<FieldError>, IResult> again) =>
        outcome is Outcome<T>.Refused(Refusal.Invalid(var errors)) ? again(errors) : outcome.ToPage(done);

    /// <summary>A refusal as Problem Details; what is wrong with which field stands in <c>errors</c>.</summary>
    public static IResult Problem(Refusal refusal) => refusal is Refusal.Invalid invalid
        ? Results.ValidationProblem(
            invalid.Errors.GroupBy(e => e.Field).ToDictionary(g => g.Key, g => g.Select(e => e.Message).ToArray()),
            detail: invalid.Message, title: "Something in the request is missing or wrong. Nothing was stored.")
        : Results.Problem(refusal.Message, statusCode: Status(refusal));

    /// <summary>A refusal as a page.</summary>
    public static IResult Page(Refusal refusal) => Pages.Message(Status(refusal), Title(refusal), refusal.Message);

    /// <summary>The status code of a refusal.</summary>
    public static int Status(Refusal refusal) => refusal switch
    {
        Refusal.Invalid => StatusCodes.Status400BadRequest,
        Refusal.NotFound => StatusCodes.Status404NotFound,
        Refusal.Forbidden => StatusCodes.Status403Forbidden,
        Refusal.TooLate => StatusCodes.Status409Conflict,
        _ => throw new UnreachableException(),
    };

    private static string Title(Refusal refusal) => refusal switch
    {
        Refusal.Invalid => "Something needs a change",
        Refusal.NotFound => "Not found",
        Refusal.Forbidden => "You may not do that",
        Refusal.TooLate => "Too late",
        _ => throw new UnreachableException(),
    };
}
