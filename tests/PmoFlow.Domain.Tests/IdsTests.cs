using System.Text.Json;
using Xunit;

namespace PmoFlow.Domain.Tests;

public sealed class IdsTests
{
    [Fact]
    public void ids_are_their_text_in_json_also_as_names()
    {
        Assert.Equal("\"R-2345ABCD\"", JsonSerializer.Serialize(new RequestId("R-2345ABCD")));
        Assert.Equal("{\"finance\":1}", JsonSerializer.Serialize(new Dictionary<UnitId, int> { [new("finance")] = 1 }));
        Assert.Equal(new UnitId("finance"), JsonSerializer.Deserialize<Dictionary<UnitId, int>>("{\"finance\":1}")!.Single().Key);
        Assert.Equal(new ProjectId("P-1"), JsonSerializer.Deserialize<ProjectId>("\"P-1\""));
        Assert.Equal(new ActionId("A-1"), JsonSerializer.Deserialize<ActionId>("\"A-1\""));
    }

    [Fact]
    public void an_id_is_never_null() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RequestId>("null"));
}
