using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Export;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>Shows a page of a project's phases or changes, and answers what its forms send.</summary>
internal sealed class ControlPages(ControlQueries queries, DeliveryQueries deliveries, IHttpContextAccessor http, Viewer viewer)
{
    private CancellationToken Aborted => http.HttpContext?.RequestAborted ?? default;

    /// <summary>The page, or that there is no such project.</summary>
    public async Task<IResult> Show<TPage>(string id) where TPage : IComponent =>
        await Model(id) is { } model ? Pages.Page<TPage>(new { Model = model }) : RefusalAnswers.Page(new Refusal.NotFound($"There is no project {id}."));

    /// <summary>A part of it as a file, or that there is no such project.</summary>
    public async Task<IResult> File(string id, string kind, Func<ProjectControl, Sheet> sheet) =>
        await queries.Read(new(id), Aborted) is { } control ? sheet(control).ToResult(kind) : RefusalAnswers.Page(new Refusal.NotFound($"There is no project {id}."));

    /// <summary>Does what a form asks for, or shows the page with what was typed and what is wrong with it.</summary>
    public async Task<IResult> Post<TPage, T>(string id, string back, FormBody form, Func<FormReader, Workflows.Actor, Task<Outcome<T>>> act) where TPage : IComponent
    {
        if (await Model(id) is not { } model)
            return RefusalAnswers.Page(new Refusal.NotFound($"There is no project {id}."));
        if (!viewer.MayChange(model.Control.Project))
            return RefusalAnswers.Page(new Refusal.Forbidden("Only the project's own lead or an analyst may change it."));
        var outcome = await act(new FormReader(form), viewer.Actor());
        return outcome.ToPage(_ => Pages.SeeOther($"/projects/{id}{back}"), errors => Pages.Page<TPage>(
            new { Model = model with { Typed = form.Fields, Errors = errors } }, StatusCodes.Status400BadRequest));
    }

    private async Task<ControlPageModel?> Model(string id) => await queries.Read(new(id), Aborted) is { } control
        ? new(control, await deliveries.Plan(control.Project.Id, Aborted), control.Project.State == ProjectState.Active && viewer.MayChange(control.Project))
        : null;
}
