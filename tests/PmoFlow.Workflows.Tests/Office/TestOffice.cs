using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Embedded;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Tests.Files;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>The whole office on a real database file, with a clock that the test moves and mails that it can read.</summary>
internal sealed partial class TestOffice : IAsyncDisposable
{
    /// <summary>Registered by an assembly that stands the office on another engine: completes when that one has come to rest.</summary>
    public delegate Task Rest();

    /// <summary>A Monday, 10:00 UTC.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly string folder;
    private readonly string workflows;
    private readonly Func<ActivityDefinition, ActivityDefinition> around;
    private ServiceProvider services = null!;
    private IReadOnlyDictionary<string, BusinessCalendar> calendars = new Dictionary<string, BusinessCalendar>();

    private TestOffice(string folder, string? workflows, Func<ActivityDefinition, ActivityDefinition>? around, DateTimeOffset now)
    {
        (this.folder, this.workflows, this.around) = (folder, workflows ?? RepositoryFiles.Workflows, around ?? (activity => activity));
        Clock = new FakeTimeProvider(now);
    }

    /// <summary>
    /// Where an assembly that compiles these tests anew stands the office on other parts; gets the office's folder, which is its name.
    /// </summary>
    public static Action<IServiceCollection, string> Instead { get; set; } = (_, _) => { };

    public FakeTimeProvider Clock { get; }

    public RecordingTransport Mail { get; } = new();

    public EmbeddedPlatform Platform => Get<EmbeddedPlatform>();

    /// <param name="workflows">The folder of its lifecycles; the repository's own where null.</param>
    /// <param name="around">Put around each activity, to make trouble.</param>
    /// <param name="calendars">Calendars that units can have.</param>
    public static async Task<TestOffice> Open(
        string? workflows = null, Func<ActivityDefinition, ActivityDefinition>? around = null, IReadOnlyDictionary<string, BusinessCalendar>? calendars = null)
    {
        var office = new TestOffice(NewFolder(), workflows, around, Monday) { calendars = calendars ?? new Dictionary<string, BusinessCalendar>() };
        await office.Start();
        return office;
    }

    /// <summary>An office that goes on from a copy of a database file, with the lifecycle files beside it where it has some of its own.</summary>
    public static async Task<TestOffice> Reopen(string database, DateTimeOffset now)
    {
        var folder = NewFolder();
        File.Copy(database, Path.Combine(folder, "pmoflow.db"));
        var own = Path.ChangeExtension(database, null);
        var office = new TestOffice(folder, Directory.Exists(own) ? own : null, null, now);
        await office.Start();
        return office;
    }

    /// <summary>Closes the office and keeps its database file, and beside it the standard process where it published versions of its own.</summary>
    public async Task Keep(string database, bool withProcess = false)
    {
        await services.DisposeAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        File.Copy(Path.Combine(folder, "pmoflow.db"), database, overwrite: true);
        if (withProcess)
        {
            // The numbers that it published are taken by other files later on.
            var own = Directory.CreateDirectory(Path.ChangeExtension(database, null)).FullName;
            File.Copy(Path.Combine(workflows, "standard.lifecycle.yaml"), Path.Combine(own, "standard.lifecycle.yaml"), overwrite: true);
        }
        await Start();
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Ends the process's part of the office and starts it anew on the same file.</summary>
    public async Task Restart()
    {
        await services.DisposeAsync();
        await Start();
    }

    /// <summary>Moves the clock and waits until everything that fell due is done.</summary>
    public async Task Pass(TimeSpan time)
    {
        await Settle();
        Clock.Advance(time);
        await Settle();
    }

    /// <summary>
    /// Lets days go by one after the other, as they do. One step over many makes everything in between due at one instant, in no order:
    /// right for a test of exactly that, chance for every other.
    /// </summary>
    public async Task PassDays(int days)
    {
        for (var day = 0; day < days; day++)
            await Pass(TimeSpan.FromDays(1));
    }

    public Task Settle() => (services.GetService<Rest>()?.Invoke() ?? Platform.WhenIdle())
        .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

    public async Task<RequestId> Submit(string title = "Replace the till software", decimal? cost = 120_000, string? key = null)
    {
        var fields = new Dictionary<string, string> { ["unit"] = "finance" };
        if (cost is { } amount)
            fields["cost"] = amount.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var outcome = await Get<RequestDesk>().Submit(new SubmitRequest(
            null, title, "The tills stop twice a day.", new Requester("Zoë Łukasiewicz", "zoe@example.org"), fields, key));
        await Settle();
        return Assert.IsType<Outcome<SubmittedRequest>.Done>(outcome).Value.Request.Id;
    }

    public async Task<RequestRecord> Request(RequestId id) => (await Get<RequestLedger>().Find(id))!;

    /// <summary>The token of the newest mailed link of that kind to that person.</summary>
    public string Token(string path, string email) => Tokens(path, email)[0];

    /// <summary>Those of all mails, of the newest first.</summary>
    public IReadOnlyList<string> Tokens(string path, string email) =>
        [.. Mail.Taken.Where(mail => mail.To.Email == email)
            .SelectMany(mail => LinkPattern().Matches(mail.Text).Select(match => match.Value))
            .Where(link => link.Contains(path, StringComparison.Ordinal)).Select(link => link.Split('/')[^1]).Reverse()];

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("pmoflow-office-").FullName;

    private async Task Start()
    {
        var lifecycles = new LifecycleLibrary();
        var parts = new ServiceCollection()
            .AddPmoFlow(new OfficeSettings("The office", "EUR", new Uri("http://127.0.0.1:5080"), BusinessCalendar.Plain) { HasPrivateWebhooks = true, Calendars = calendars }, lifecycles)
            .AddSingleton(_ => OfficeCatalog.Build(lifecycles).Around(around))
            .AddSingleton<TimeProvider>(Clock).AddSingleton<IMailTransport>(Mail)
            .AddEmbeddedPlatform(options => options.DataFolder = folder);
        Instead(parts, folder);
        services = parts.BuildServiceProvider();
        await lifecycles.LoadAsync(Get<PmoFlow.Platform.Tables.ITableStore>(), workflows);
        var chart = OrganisationFile.Read("demo-organisation.yaml",
            await File.ReadAllTextAsync(Path.Combine(RepositoryFiles.Workflows, "demo-organisation.yaml")));
        var accepted = Assert.IsType<FileReading<OrganisationChart>.Accepted>(chart).Value;
        foreach (var unit in accepted.Units)
            await Get<OfficeDirectory>().Put(unit);
        foreach (var person in accepted.People)
            await Get<OfficeDirectory>().Put(person);
        foreach (var hosted in services.GetServices<Microsoft.Extensions.Hosting.IHostedService>())
            await hosted.StartAsync(TestContext.Current.CancellationToken);
        await Get<InboxSweep>().Run(TimeSpan.Zero);
        await Settle();
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex LinkPattern();
}
