using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PmoFlow.Web.Answers;

/// <summary>How a program signs in, in <c>/openapi/v1.json</c>: the scheme, and which operations want it.</summary>
internal static class ApiSecurity
{
    private const string Scheme = "token";

    /// <summary>Names the scheme.</summary>
    public static void Declare(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        IOpenApiSecurityScheme token = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token that somebody of the office made at /me/tokens; it acts as them. The pages' own cookie is good as well.",
        };
        document.AddComponent(Scheme, token);
    }

    /// <summary>Says of an operation that wants somebody signed in that it does, and how it answers without.</summary>
    public static void Add(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any() || !metadata.OfType<AuthorizationPolicy>().Any())
            return;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        operation.Responses ??= [];
        operation.Responses.TryAdd("401", new OpenApiResponse { Description = "Nobody is signed in, or the token opens nothing (any more)." });
        operation.Responses.TryAdd("403", new OpenApiResponse { Description = "Their roles do not include this." });
    }
}
