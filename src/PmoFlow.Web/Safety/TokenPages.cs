using Microsoft.AspNetCore.Http;

namespace PmoFlow.Web.Safety;

/// <summary>Pages whose address is a secret from a mail.</summary>
internal static class TokenPages
{
    private static readonly PathString[] Roots =
    [
        "/approvals", "/project-decisions", "/health-checks", "/health-reviews", "/requests/track", "/requests/drafts", "/actions/link", "/status-reports",
        "/benefit-reviews", "/digests/unsubscribe",
    ];

    public static bool Includes(PathString path) => Array.Exists(Roots, root => path.StartsWithSegments(root));
}
