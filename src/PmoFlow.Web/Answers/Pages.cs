using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PmoFlow.Web.Answers;

/// <summary>Pages as results: rendered whole on the server, no circuit behind them.</summary>
internal static class Pages
{
    /// <summary>A page with its parameters by name.</summary>
    public static IResult Page<TPage>(object? parameters = null, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>A page that only says something.</summary>
    public static IResult Message(int status, string title, string text) =>
        Page<MessagePage>(new { Title = title, Text = text }, status);

    /// <summary>After a form was done: to another page, which can be reloaded without doing it again.</summary>
    public static IResult SeeOther(string url) => new SeeOtherResult(url);

    /// <summary>Whether the reader is a program.</summary>
    public static bool IsApi(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/openapi");

    private sealed class SeeOtherResult(string url) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = url;
            return Task.CompletedTask;
        }
    }
}
