using Microsoft.Extensions.Time.Testing;
using PmoFlow.Domain;
using PmoFlow.Web.Portfolio;
using Xunit;

namespace PmoFlow.Web.Tests.Portfolio;

/// <summary>Where boards change faster than pages can be rendered, nobody waits for a page to be rendered.</summary>
public sealed class SharedFragmentTests
{
    private readonly FakeTimeProvider ages = new();
    private readonly Fragments fragments;
    private readonly Queue<Func<Task>> afterwards = [];
    private int rendered;

    public SharedFragmentTests() => fragments = new(TimeProvider.System, ages);

    [Fact]
    public async Task reader_in_a_busy_office_gets_what_is_there_and_renders_the_next_when_answered()
    {
        Assert.Equal("1", await Look(busy: true));
        Assert.Equal("1", await Look(busy: true));
        Assert.Empty(afterwards);

        ages.Advance(Fragments.Pause);
        Assert.Equal("1", await Look(busy: true));
        Assert.Equal(1, rendered);

        await afterwards.Dequeue()();
        Assert.Equal("2", await Look(busy: true));
    }

    [Fact]
    public async Task of_many_that_would_render_the_next_only_one_does()
    {
        await Look(busy: true);
        ages.Advance(Fragments.Pause);
        for (var reader = 0; reader < 3; reader++)
            await Look(busy: true);
        while (afterwards.TryDequeue(out var render))
            await render();

        Assert.Equal(2, rendered);
    }

    [Fact]
    public async Task what_is_too_old_is_rendered_before_it_is_shown()
    {
        await Look(busy: true);
        ages.Advance(Fragments.Late);
        Assert.Equal("2", await Look(busy: true));
    }

    [Fact]
    public async Task reader_in_a_quiet_office_waits_for_what_is_new()
    {
        Assert.Equal("1", await Look(busy: false));
        Assert.Equal("2", await Look(busy: false));
        Assert.Empty(afterwards);
    }

    // Each look is at another board than the last one.
    private async Task<string> Look(bool busy)
    {
        var outcome = await fragments.Get("/", new object(), busy, Render, afterwards.Enqueue);
        return Assert.IsType<Outcome<Fragment>.Done>(outcome).Value.Html;
    }

    private Task<Outcome<Fragment>> Render() =>
        Task.FromResult<Outcome<Fragment>>(new Fragment("Page", (++rendered).ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
