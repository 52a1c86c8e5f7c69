using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Approvals;

namespace PmoFlow.Web.Approvals;

/// <summary>
/// Where a mail receiver hands over answers: the multipart form that SendGrid's Inbound Parse sends, raw or parsed. The address
/// carries a secret; without <c>Replies:Domain</c> and <c>Replies:Secret</c> there is no such address.
/// </summary>
internal static class MailReplies
{
    private const int ShortestSecret = 20;
    private const int MostBytes = 30 * 1024 * 1024;

    // A mail with pictures arrives as one field: what a form's field may hold otherwise is too little.
    private static readonly FormOptions Whole = new() { ValueLengthLimit = MostBytes, MultipartBodyLengthLimit = MostBytes, ValueCountLimit = 256 };

    public static void MapMailReplies(this IEndpointRouteBuilder routes)
    {
        var configuration = routes.ServiceProvider.GetRequiredService<IConfiguration>();
        if (configuration["Replies:Domain"] is not { Length: > 0 } || configuration["Replies:Secret"] is not { } secret)
            return;
        if (secret.Length < ShortestSecret)
            throw new InvalidOperationException($"Replies:Secret has {secret.Length} characters; give it {ShortestSecret} or more that nobody can guess.");
        var receiver = configuration["Replies:AuthServId"];
        routes.MapPost("/mail/replies/{key}", (string key, HttpContext context, ReplyDesk desk) => Take(key, secret, receiver, context, desk))
            .AllowAnonymous().LimitLinks().ExcludeFromDescription().WithMetadata(new BodyLimit(MostBytes));
    }

    private static async Task<IResult> Take(string key, string secret, string? receiver, HttpContext context, ReplyDesk desk)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(secret)))
            return TypedResults.NotFound();
        if (!context.Request.HasFormContentType)
            return TypedResults.BadRequest();
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(Whole, context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return TypedResults.BadRequest();
        }
        if (InboundMime.Read(form.ToDictionary(field => field.Key, field => field.Value.ToString()), receiver) is { } mail)
            await desk.Take(mail, context.RequestAborted);
        // A mail that is no answer is taken all the same: a receiver that is told no sends it again for days.
        return TypedResults.Ok();
    }
}
