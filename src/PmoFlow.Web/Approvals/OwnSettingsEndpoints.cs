using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Approvals;

/// <summary>What people set for themselves: absences with a deputy, one mail a day, the language of mails.</summary>
internal static class OwnSettingsEndpoints
{
    private const int LongestLanguage = 20;

    public static void MapOwnSettings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/me").RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        group.MapGet("", Show);
        group.MapPost("", Keep).ProtectForm();
    }

    private static async Task<IResult> Show(string? saved, OfficeDirectory directory, Viewer viewer, CancellationToken cancellation) =>
        await Page(await directory.SettingsOf(viewer.Person!.Email, cancellation), [], saved is not null, directory, viewer, cancellation);

    private static async Task<IResult> Keep(
        FormBody form, OfficeDirectory directory, InboxSweep sweep, Viewer viewer, CancellationToken cancellation)
    {
        var errors = new List<FieldError>();
        var settings = new PersonSettings(viewer.Person!.Email)
        {
            AwayFrom = Day("awayFrom"),
            AwayUntil = Day("awayUntil"),
            Deputy = form["deputy"] is { } deputy ? Person.Normalise(deputy) : null,
            IsDigest = form["digest"] is not null,
            Language = form["language"] is { Length: <= LongestLanguage } language ? language : null,
        };
        if (settings.AwayUntil is not null && settings.AwayFrom is null)
            errors.Add(new("awayFrom", "Give the first day as well."));
        if (settings.AwayUntil < settings.AwayFrom)
            errors.Add(new("awayUntil", "Give a day on or after the first one."));
        if (settings.Deputy is { } who && (who == viewer.Person.Email || await directory.Find(who, cancellation) is not { } person || !Access.Allows(person, Permission.Decide)))
            errors.Add(new("deputy", "Choose somebody else who decides at gates."));
        if (errors.Count > 0)
            return await Page(settings, errors, false, directory, viewer, cancellation);
        await directory.Put(settings, cancellation);
        // Gates that are open now follow at once, not with the next sweep.
        await sweep.Run(InboxSweep.Grace, cancellation);
        return Pages.SeeOther("/me?saved=yes");

        DateOnly? Day(string field)
        {
            if (form[field] is not { } text)
                return null;
            if (AnswerText.Day(text) is { } day)
                return day;
            errors.Add(new(field, "Give a day as year-month-day, such as 2026-11-23."));
            return null;
        }
    }

    private static async Task<IResult> Page(
        PersonSettings settings, IReadOnlyList<FieldError> errors, bool saved, OfficeDirectory directory, Viewer viewer, CancellationToken cancellation) =>
        Pages.Page<OwnSettingsPage>(new
        {
            Settings = settings,
            Errors = errors,
            Saved = saved,
            Deputies = (await directory.People(cancellation))
                .Where(person => person.Email != viewer.Person!.Email && Access.Allows(person, Permission.Decide))
                .OrderBy(person => person.Name, StringComparer.Ordinal).ToList(),
        }, errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
