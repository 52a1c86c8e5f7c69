using Microsoft.Extensions.Logging;

namespace PmoFlow.Embedded.Engine;

/// <summary>Everything the engine says.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Error, "Instance {Id} is quarantined: {Reason}")]
    public partial void Quarantined(string id, string reason);

    [LoggerMessage(2, LogLevel.Error, "An episode of instance number {Instance} could not be read or written; it will be tried again")]
    public partial void EpisodeFailed(Exception exception, long instance);

    [LoggerMessage(3, LogLevel.Error, "Work {Task} of instance number {Instance} could not be fetched; it will be tried again")]
    public partial void WorkNotFetched(Exception exception, long instance, int task);

    [LoggerMessage(5, LogLevel.Error, "A backup or a purge failed")]
    public partial void ChoreFailed(Exception exception);

    [LoggerMessage(6, LogLevel.Critical, "The database is damaged: {Finding}. Stop the program and restore the newest backup")]
    public partial void Damaged(string finding);

    [LoggerMessage(7, LogLevel.Information, "{Live} live instances of {Orchestration}, pinned to {Version}")]
    public partial void Running(long live, string orchestration, string version);

    [LoggerMessage(8, LogLevel.Error, "A write of the engine failed; it will be tried again")]
    public partial void WriteFailed(Exception exception);

    [LoggerMessage(9, LogLevel.Error, "The timers could not be read; they will be tried again")]
    public partial void TimersNotRead(Exception exception);

    [LoggerMessage(4, LogLevel.Information, "Recovered {Inbox} messages and {Work} activities")]
    public partial void Recovered(int inbox, int work);
}
