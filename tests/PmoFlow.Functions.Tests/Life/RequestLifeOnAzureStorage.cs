using PmoFlow.Workflows.Tests.Office;

namespace PmoFlow.Functions.Tests.Life;

/// <summary>
/// The same lives with everything in Azurite: the task hub and the office's tables. The class that this inherits runs in memory, with
/// its tables in a file.
/// </summary>
public sealed class RequestLifeOnAzureStorage : RequestLifeTests;
