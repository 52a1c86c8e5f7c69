using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>What a page shows: its title, the component that shows it, and that one's parameters.</summary>
internal sealed record FragmentContent(string Title, object Parameters);

/// <summary>Pages of boards out of <see cref="Fragments"/>: what everybody with the same rights sees is read and rendered once per board.</summary>
internal sealed class BoardFragments(
    Fragments fragments, Boards boards, Viewer viewer, IHttpContextAccessor context, IServiceProvider services, ILoggerFactory logs)
{
    private static readonly Permission[] Rights = Enum.GetValues<Permission>();

    /// <summary>A whole page, in the office's layout.</summary>
    public async Task<IResult> Page<TBody>(DateOnly? asOf, Func<Task<Outcome<FragmentContent>>> read, CancellationToken cancellation) where TBody : IComponent =>
        (await Part<TBody>("", asOf, read, cancellation)).ToPage(fragment => Pages.Page<FragmentPage>(new { fragment.Title, fragment.Html }));

    /// <summary>A part of a page.</summary>
    /// <param name="name">Tells the parts of one page apart.</param>
    /// <param name="asOf">The day of the board; null for now.</param>
    /// <param name="read">Reads what is shown; asked only where nothing good is kept.</param>
    /// <param name="cancellation">Of this request; what is rendered for all is not given up with it.</param>
    public Task<Outcome<Fragment>> Part<TBody>(
        string name, DateOnly? asOf, Func<Task<Outcome<FragmentContent>>> read, CancellationToken cancellation) where TBody : IComponent =>
        Text(name, asOf, async () => await read() switch
        {
            Outcome<FragmentContent>.Done(var content) => new Fragment(content.Title, await Render<TBody>(content.Parameters)),
            Outcome<FragmentContent>.Refused(var refusal) => refusal,
            _ => throw new System.Diagnostics.UnreachableException(),
        }, cancellation);

    /// <summary>Any text that shows a board.</summary>
    public async Task<Outcome<Fragment>> Text(string name, DateOnly? asOf, Func<Task<Outcome<Fragment>>> write, CancellationToken cancellation)
    {
        var board = asOf is { } day ? await boards.At(day, cancellation) : await boards.Now(cancellation);
        var rights = Rights.Aggregate(0, (sum, right) => viewer.May(right) ? sum | (1 << (int)right) : sum);
        var key = $"{name}|{rights:x}|{context.HttpContext!.Request.GetEncodedPathAndQuery()}";
        Action<Func<Task>> afterwards = context.HttpContext.Features.Get<AfterAnswer>() is { } later ? later.Add : context.HttpContext.Response.OnCompleted;
        return await fragments.Get(key, board, boards.IsBusy, write, afterwards);
    }

    private async Task<string> Render<TBody>(object parameters) where TBody : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var values = parameters.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(parameters));
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TBody>(ParameterView.FromDictionary(values))).ToHtmlString());
    }
}
