using PmoFlow.Bench.Trials;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>Measures the memory of the whole process, so nothing else may run in it at that time.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

[Collection(nameof(AloneInTheProcess))]
public sealed class SoakTests
{
    [Fact]
    public Task months_of_rounds_do_not_grow_memory() => SoakTrial.Run(200, months: 18);
}
