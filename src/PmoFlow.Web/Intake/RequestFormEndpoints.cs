using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Web.Intake;

/// <summary>The public form. It needs no account, and so no protection against forged posts: nobody's rights are used.</summary>
internal static class RequestFormEndpoints
{
    public static void MapRequestForm(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/requests").AllowAnonymous().ExcludeFromDescription().LimitSubmissions();
        group.MapGet("/new", Show);
        group.MapPost("", Submit);
    }

    private static IResult Show(string? lifecycle, LifecycleLibrary library) =>
        Choose(library, lifecycle) is { } chosen
            ? Form(library, chosen, Guid.NewGuid().ToString("N"), new Dictionary<string, string>(), [])
            : Pages.Message(StatusCodes.Status404NotFound, "No such form", $"The office has no process named '{lifecycle}'.");

    private static async Task<IResult> Submit(
        FormBody form, RequestDesk desk, RequestQueries queries, LifecycleLibrary library, CancellationToken cancellation)
    {
        var key = form["key"] is { Length: <= 64 } sent ? sent : Guid.NewGuid().ToString("N");
        var outcome = await desk.Submit(new SubmitRequest(form["lifecycle"], form["title"], form["description"],
            new Requester(form["requester.name"] ?? "", form["requester.email"] ?? ""), form.Group("fields."), "form:" + key), cancellation);
        // The requester's first look shall say who has it.
        if (outcome is Outcome<SubmittedRequest>.Done(var submitted))
            await RequestSettling.After(submitted.Request, queries, cancellation);
        return outcome.ToPage(
            done => Pages.SeeOther($"/requests/track/{done.TrackingToken}"),
            errors => Choose(library, form["lifecycle"]) is { } lifecycle
                ? Form(library, lifecycle, key, form.Fields, errors)
                : RefusalAnswers.Page(new Refusal.Invalid(errors)));
    }

    private static IResult Form(
        LifecycleLibrary library, Lifecycle lifecycle, string key, IReadOnlyDictionary<string, string> typed, IReadOnlyList<FieldError> errors) =>
        Pages.Page<NewRequestPage>(
            new { Model = new RequestFormModel(lifecycle, [.. library.All.Where(other => other.Name != lifecycle.Name)], key, typed, errors) },
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static Lifecycle? Choose(LifecycleLibrary library, string? name) =>
        string.IsNullOrWhiteSpace(name)
            ? library.Current(RequestDesk.StandardLifecycle) ?? library.All.FirstOrDefault()
            : library.Current(name);
}
