using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Host;

/// <summary>
/// Before anything runs: reads the lifecycles (<c>PMOFLOW_WORKFLOWS</c>, else those beside the program), and people and units from
/// the file of <c>Organisation:File</c>; in Development a demo organisation, where nobody is known yet.
/// </summary>
internal sealed class OfficeStart(
    ITableStore tables, LifecycleLibrary lifecycles, OfficeDirectory directory, UnitRegister units, SummaryRebuild summaries, Boards boards,
    IConfiguration configuration, IHostEnvironment environment)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(configuration["PMOFLOW_WORKFLOWS"] ?? Path.Combine(AppContext.BaseDirectory, "workflows"));
        await lifecycles.LoadAsync(tables, folder, cancellationToken);
        if (configuration["Organisation:File"] is { Length: > 0 } file)
            await Load(file, cancellationToken);
        else if (environment.IsDevelopment() && (await directory.People(cancellationToken)).Count == 0)
            await Load(Path.Combine(AppContext.BaseDirectory, "workflows", "demo-organisation.yaml"), cancellationToken);
        await summaries.EnsureFormat(cancellationToken);
    }

    // A unit that the office knows already changes from today on: last year's report keeps last year's structure.
    private async Task Load(string file, IReadOnlyList<Unit> chart, CancellationToken cancellation)
    {
        var known = (await directory.Units(cancellation)).ToDictionary(unit => unit.Id);
        foreach (var unit in chart)
        {
            var before = known.GetValueOrDefault(unit.Id);
            if (before is null || before.Name != unit.Name || before.Parent != unit.Parent)
                await units.Set(unit, before is null ? null : boards.Today, null, file, cancellation);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<string> Text(string file, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingRefusedException("Organisation:File", $"is '{file}', which cannot be read: {e.Message.TrimEnd('.')}", "Name a file of units and people, or leave it out.");
        }
    }

    private async Task Load(string file, CancellationToken cancellation)
    {
        switch (OrganisationFile.Read(Path.GetFileName(file), await Text(file, cancellation)))
        {
            case FileReading<OrganisationChart>.Accepted(var chart):
                await Load(Path.GetFileName(file), chart.Units, cancellation);
                foreach (var person in chart.People)
                    await directory.Put(person, cancellation);
                // Who is not in the file any more must not keep their roles.
                foreach (var person in (await directory.People(cancellation)).ExceptBy(chart.People.Select(p => p.Email), p => p.Email))
                    await directory.Remove(person.Email, cancellation);
                break;
            case FileReading<OrganisationChart>.Refused(var defects):
                throw new LifecycleFilesRefusedException(defects);
        }
    }
}
