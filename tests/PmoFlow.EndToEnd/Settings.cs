using Xunit.Sdk;
using Xunit.v3;

// The tests start servers, kill them and drive a browser, on what may be two cores: one after the other.
[assembly: Parallelization(Mode = ParallelMode.None)]
