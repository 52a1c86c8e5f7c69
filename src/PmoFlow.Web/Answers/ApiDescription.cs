using Microsoft.AspNetCore.OpenApi;

namespace PmoFlow.Web.Answers;

/// <summary>What <c>/openapi/v1.json</c> says of the API as a whole.</summary>
internal static class ApiDescription
{
    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddOperationTransformer((operation, context, _) => ApiExamples.Add(operation, context));
        options.AddOperationTransformer((operation, context, _) => ApiParameters.Add(operation, context));
        options.AddOperationTransformer((operation, context, _) =>
        {
            ApiSecurity.Add(operation, context);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "PmoFlow";
            document.Info.Version = "v1";
            document.Info.Description = "Requests, approvals, projects, health checks and dashboards of a program management office. "
                + "Errors are Problem Details; lists page by cursor; instants are UTC; amounts are in the office's currency.";
            document.Servers?.Clear();
            ApiSecurity.Declare(document);
            return Task.CompletedTask;
        });
    }
}
