using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PmoFlow.Domain.Organisation;
using PmoFlow.Embedded;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Bench.Year;

/// <summary>A mail, and the instant at which it was sent.</summary>
internal sealed record SentMail(DateTimeOffset At, string To, string Subject, string Text);

/// <summary>The office's own process on its own engine, with a clock that goes by the day and a post box instead of the mail.</summary>
internal sealed class YearOffice : IAsyncDisposable, IMailTransport
{
    public const string Analyst = "analyst@example.org";

    public static readonly string[] Approvers = ["approver1@example.org", "approver2@example.org"];

    /// <summary>The units that the shipped form knows.</summary>
    public static readonly string[] Units = ["operations", "finance", "technology", "platforms", "people", "customer"];

    private readonly string folder = Directory.CreateTempSubdirectory("pmoflow-year-").FullName;
    private readonly ConcurrentQueue<SentMail> mails = new();
    private ServiceProvider services = null!;

    public YearClock Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero));

    public IReadOnlyList<SentMail> Mails => [.. mails];

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static string LeaderOf(string unit) => $"leader.{unit}@example.org";

    public static string Lead(int number) => string.Create(CultureInfo.InvariantCulture, $"lead{number:D4}@example.org");

    public static async Task<YearOffice> Open(int leads)
    {
        var office = new YearOffice();
        var lifecycles = new LifecycleLibrary();
        office.services = new ServiceCollection()
            .AddPmoFlow(new OfficeSettings("A year", "EUR", new Uri("http://127.0.0.1:5080"), BusinessCalendar.Plain), lifecycles)
            .AddSingleton<TimeProvider>(office.Clock).AddSingleton<IMailTransport>(office)
            .AddEmbeddedPlatform(options =>
            {
                options.DataFolder = office.folder;
                options.Synchronous = SynchronousMode.Off;
                options.CacheBytes = 256 * 1024 * 1024;
            }).BuildServiceProvider();
        await lifecycles.LoadAsync(office.Get<ITableStore>(), Path.Combine(AppContext.BaseDirectory, "workflows"));
        var directory = office.Get<OfficeDirectory>();
        await directory.Put(new Unit(new("pmo"), "Program office", null));
        foreach (var unit in Units)
            await directory.Put(new Unit(new(unit), unit, null));
        await directory.Put(new Person(Analyst, "Ana Lyst", new("pmo"), [Role.Analyst]));
        foreach (var approver in Approvers)
            await directory.Put(new Person(approver, approver, new("pmo"), [Role.Approver]));
        foreach (var unit in Units)
            await directory.Put(new Person(LeaderOf(unit), $"Leader of {unit}", new(unit), [Role.FunctionLeader]));
        for (var number = 0; number < leads; number++)
            await directory.Put(new Person(Lead(number), string.Create(CultureInfo.InvariantCulture, $"Lead {number:D4}"), new(Units[number % Units.Length]), [Role.DeliveryLead]));
        foreach (var hosted in office.services.GetServices<IHostedService>())
            await hosted.StartAsync(CancellationToken.None);
        return office;
    }

    public Task Settle() => Get<EmbeddedPlatform>().WhenIdle();

    /// <inheritdoc/>
    public Task<SendOutcome> Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        mails.Enqueue(new(Clock.GetUtcNow(), mail.To.Email, mail.Subject, mail.Text));
        return Task.FromResult<SendOutcome>(new SendOutcome.Accepted());
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
