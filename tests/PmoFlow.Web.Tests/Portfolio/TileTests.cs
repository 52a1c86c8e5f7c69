using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using PmoFlow.Web.Design;
using Xunit;

namespace PmoFlow.Web.Tests.Portfolio;

/// <summary>Numbers with what they count.</summary>
public sealed class TileTests
{
    [Theory]
    [InlineData("2", "needs and risks", "need or risk", "needs and risks")]
    [InlineData("1", "needs and risks", "need or risk", "need or risk")]
    [InlineData("1", "reviews and requests of Sales and Service", null, "reviews and requests of Sales and Service")]
    public async Task one_thing_is_called_as_its_page_says_and_nothing_is_guessed(string value, string label, string? one, string shown)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var given = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Value"] = value, ["Label"] = label, ["One"] = one });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Tile>(given)).ToHtmlString());
        Assert.Contains($"<b>{value}</b><span>{shown}</span>", html, StringComparison.Ordinal);
    }
}
