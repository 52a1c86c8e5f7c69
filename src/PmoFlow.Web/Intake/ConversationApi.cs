using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Intake;

/// <summary>What requester and office write to each other, for programs of the office.</summary>
internal static class ConversationApi
{
    public static void MapConversationApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/requests/{id}/messages").WithTags("Requests");
        group.MapGet("", List).RequirePermission(Permission.WorkOnRequests)
            .Produces<ConversationResource>().ProducesProblem(404).WithSummary("Messages between requester and office, in order");
        group.MapPost("", Write).RequirePermission(Permission.WorkOnRequests)
            .Produces<ConversationResource>(202).ProducesValidationProblem().ProducesProblem(404).WithSummary("Write to the requester, who is told by mail");
    }

    private static async Task<IResult> List(string id, RequestQueries queries, ConversationDesk conversation, CancellationToken cancellation) =>
        await queries.Find(new(id), cancellation) is { } request
            ? Results.Ok(ConversationResource.Of(await conversation.All(request.Id, cancellation)))
            : RefusalAnswers.Problem(new Refusal.NotFound($"There is no request {id}."));

    private static async Task<IResult> Write(
        string id, JsonBody<MessageResource> body, ConversationDesk conversation, Viewer viewer, CancellationToken cancellation)
    {
        var before = (await conversation.All(new(id), cancellation)).Count;
        var outcome = await conversation.FromOffice(new(id), viewer.Actor(), body.Value.Text, cancellation);
        if (outcome is not Outcome<RequestRecord>.Done)
            return outcome.ToApi(_ => Results.NoContent());
        await ConversationSettling.After(new(id), before, conversation, cancellation);
        return Results.Accepted($"/api/v1/requests/{id}/messages", ConversationResource.Of(await conversation.All(new(id), cancellation)));
    }
}

/// <summary>A message to the requester.</summary>
internal sealed record MessageResource(string? Text);

/// <summary>All messages about a request.</summary>
internal sealed record ConversationResource(IReadOnlyList<ConversationLine> Messages)
{
    public static ConversationResource Of(IReadOnlyList<RequestMessage> messages) =>
        new([.. messages.Select(message => new ConversationLine(message.FromOffice ? "office" : "requester", message.Name, message.Text, message.At))]);
}

/// <summary>One message.</summary>
internal sealed record ConversationLine(string From, string Name, string Text, DateTimeOffset At);
