using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using PmoFlow.Domain;

namespace PmoFlow.Web.Answers;

/// <summary>What is said where no endpoint said anything: unreadable bodies, unknown addresses, wrong methods, bugs.</summary>
internal static class ErrorAnswers
{
    public static void UseErrorAnswers(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => Answer(context, context.Features.Get<IExceptionHandlerFeature>()!.Error),
            StatusCodeSelector = error => (error as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(context => Say(context.HttpContext, context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
    }

    private static Task Answer(HttpContext context, Exception error)
    {
        var result = error switch
        {
            UnreadableBodyException unreadable when Pages.IsApi(context) => RefusalAnswers.Problem(unreadable.Refusal),
            UnreadableBodyException unreadable => RefusalAnswers.Page(unreadable.Refusal),
            BadHttpRequestException bad => Say(context, bad.StatusCode),
            _ => Say(context, StatusCodes.Status500InternalServerError),
        };
        return result.ExecuteAsync(context);
    }

    /// <summary>An answer that consists of a status and its meaning.</summary>
    public static IResult Say(HttpContext context, int status)
    {
        var (title, text) = status switch
        {
            StatusCodes.Status400BadRequest => ("That could not be read", "The request is not complete or not well-formed. Nothing was stored."),
            StatusCodes.Status401Unauthorized => ("Sign in first", "This needs somebody signed in."),
            StatusCodes.Status403Forbidden => ("You may not do that", "Your roles do not include this."),
            StatusCodes.Status404NotFound => ("Not found", "There is nothing at this address. Check it, or go back to where you came from."),
            StatusCodes.Status405MethodNotAllowed => ("Not like that", $"{context.Request.Method} is not possible at this address."),
            StatusCodes.Status413PayloadTooLarge => ("Too large", "What was sent is larger than allowed here (1 MB, unless it holds files). Nothing was stored."),
            StatusCodes.Status415UnsupportedMediaType => ("Wrong content type", "Send JSON in UTF-8 with the header Content-Type: application/json."),
            StatusCodes.Status429TooManyRequests => ("Too many requests", "That was more than this address may ask in a minute. Wait a minute and try again."),
            >= 500 => ("Something broke here", "This is our fault, and it is logged. What was confirmed before is safe; try again in a minute."),
            _ => ("That did not work", "The request was refused."),
        };
        return Pages.IsApi(context) ? Results.Problem(text, statusCode: status, title: title) : Pages.Message(status, title, text);
    }
}

/// <summary>A body that cannot be understood at all, with what is wrong where.</summary>
internal sealed class UnreadableBodyException(string field, string message)
    : BadHttpRequestException(message, StatusCodes.Status400BadRequest)
{
    public Refusal Refusal { get; } = new Refusal.Invalid([new FieldError(field, message)]);
}
