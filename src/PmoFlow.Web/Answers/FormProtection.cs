using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;

namespace PmoFlow.Web.Answers;

/// <summary>Forms of who is signed in carry a token against requests forged by other sites.</summary>
internal static class FormProtection
{
    public static TBuilder ProtectForm<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequiresToken());

    private sealed class RequiresToken : IAntiforgeryMetadata
    {
        public bool RequiresValidation => true;
    }
}
