using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Workshop;

/// <summary>
/// An office that exists only for a trial: the same orchestrations on the same engine, with the real office's people and calendar, a
/// clock that is moved, and a post box that keeps every mail instead of sending it.
/// </summary>
internal sealed class TrialWorld : IAsyncDisposable
{
    private readonly PostBox mails;
    private readonly ServiceProvider services;
    private readonly ITrialPlatform platform;

    private TrialWorld(VirtualClock clock, PostBox mails, ServiceProvider services, ITrialPlatform platform) =>
        (Clock, this.mails, this.services, this.platform) = (clock, mails, services, platform);

    public VirtualClock Clock { get; }

    /// <summary>Every mail with the instant at which it was sent, in that order.</summary>
    public IReadOnlyList<(DateTimeOffset At, OutgoingMail Mail)> Mails => [.. mails.Taken];

    public DateTimeOffset? NextTimer => platform.NextTimer;

    public static async Task<TrialWorld> Open(
        ITrialPlatforms platforms, OfficeSettings office, IReadOnlyList<Lifecycle> lifecycles, OfficeDirectory people, DateTimeOffset begins, CancellationToken cancellation)
    {
        var clock = new VirtualClock(begins);
        var (mails, library) = (new PostBox(clock), LifecycleLibrary.Of(lifecycles));
        ITrialPlatform? opened = null;
        var services = new ServiceCollection()
            .AddPmoFlow(office, library)
            .AddSingleton<TimeProvider>(clock).AddSingleton<IMailTransport>(mails)
            .AddSingleton(_ => opened!.Tables).AddSingleton(_ => opened!.Files).AddSingleton(_ => opened!.Orchestrations)
            .BuildServiceProvider();
        try
        {
            opened = await platforms.Open(services.GetRequiredService<OrchestrationCatalog>(), services, clock);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
        var world = new TrialWorld(clock, mails, services, opened);
        await world.Settle(people, cancellation);
        return world;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public Task WhenIdle() => platform.WhenIdle();

    /// <summary>The token of the newest mailed link of that kind, about that; null where none was sent.</summary>
    public string? Token(string path, string about) => Mails.Where(sent => sent.Mail.Thread == about)
        .SelectMany(sent => sent.Mail.Text.Split([' ', '\n', '\r', '(', ')', '<', '>'], StringSplitOptions.RemoveEmptyEntries))
        .LastOrDefault(word => word.Contains(path, StringComparison.Ordinal) && Uri.IsWellFormedUriString(word, UriKind.Absolute))?.Split('/')[^1];

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        await services.DisposeAsync();
    }

    private async Task Settle(OfficeDirectory people, CancellationToken cancellation)
    {
        var directory = Get<OfficeDirectory>();
        foreach (var unit in await people.Units(cancellation))
            await directory.Put(unit, cancellation);
        foreach (var person in await people.People(cancellation))
            await directory.Put(person, cancellation);
    }

    private sealed class PostBox(VirtualClock clock) : IMailTransport
    {
        public ConcurrentQueue<(DateTimeOffset At, OutgoingMail Mail)> Taken { get; } = new();

        public Task<SendOutcome> Send(OutgoingMail mail, CancellationToken cancellation = default)
        {
            Taken.Enqueue((clock.GetUtcNow(), mail));
            return Task.FromResult<SendOutcome>(new SendOutcome.Accepted());
        }
    }
}
