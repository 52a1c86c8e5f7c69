using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Safety;

/// <summary>How much an endpoint reads: 1 MB, unless it says otherwise.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata
{
    private static readonly BodyLimit Usual = new(1024 * 1024);

    /// <summary>Refuses a longer body before it is read where its length is known, and while it is read otherwise.</summary>
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // Plain forms are read into memory before anybody is asked who they are: none of them may be as large as a file.
        var special = FormText.IsPlainForm(context.Request) ? null : context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
        var limit = (special ?? Usual).MaxRequestBodySize;
        if (context.Request.ContentLength > limit)
        {
            await ErrorAnswers.Say(context, StatusCodes.Status413PayloadTooLarge).ExecuteAsync(context);
            return;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = limit;
        await next(context);
    });
}
