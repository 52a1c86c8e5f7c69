namespace PmoFlow.Embedded.Storage;

/// <summary>
/// The tables. Instances have a number of their own beside their id, never used twice, so that rows of one instance lie together
/// and a purged id can be started anew. Times are UTC ticks. Everything numbered takes its number from one sequence.
/// </summary>
internal static class Schema
{
    public const int Version = 1;

    public const string Create = """
        CREATE TABLE sequence(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO sequence(name, value) VALUES ('last', 0), ('unfinished starts', 0);

        -- What is known of an instance without replaying it.
        CREATE TABLE instances(
            instance INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            status INTEGER NOT NULL,
            suspended INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            execution INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            parent INTEGER, parent_execution INTEGER, parent_task INTEGER,
            trace TEXT, custom BLOB, custom_seal INTEGER, output BLOB, failure BLOB, end_seal INTEGER);
        CREATE UNIQUE INDEX instances_id ON instances(id);
        CREATE INDEX instances_parent ON instances(parent) WHERE parent IS NOT NULL;

        -- Beside instances, because that row is rewritten with every episode and an input may be large.
        CREATE TABLE inputs(instance INTEGER PRIMARY KEY, body BLOB NOT NULL, seal INTEGER NOT NULL);

        -- One row for each episode: what came in, what was decided.
        CREATE TABLE history(
            instance INTEGER NOT NULL, execution INTEGER NOT NULL, episode INTEGER NOT NULL, body BLOB NOT NULL,
            seal INTEGER NOT NULL, PRIMARY KEY(instance, execution, episode)) WITHOUT ROWID;

        -- What an instance has not taken in yet, in order. 0 is the start.
        CREATE TABLE inbox(
            instance INTEGER NOT NULL, seq INTEGER NOT NULL, execution INTEGER, body BLOB NOT NULL,
            seal INTEGER NOT NULL, PRIMARY KEY(instance, seq)) WITHOUT ROWID;

        -- What an instance waits for in time. kind 0 is its own timer, 1 the wait before an activity's next attempt.
        CREATE TABLE timers(
            instance INTEGER NOT NULL, execution INTEGER NOT NULL, task INTEGER NOT NULL, kind INTEGER NOT NULL,
            fire_at INTEGER NOT NULL, PRIMARY KEY(instance, execution, task)) WITHOUT ROWID;
        CREATE INDEX timers_due ON timers(fire_at);

        -- Activities to run. state 0 is ready, 1 waits for its timer, 2 is parked.
        CREATE TABLE work(
            instance INTEGER NOT NULL, execution INTEGER NOT NULL, task INTEGER NOT NULL,
            name TEXT NOT NULL, state INTEGER NOT NULL, attempt INTEGER NOT NULL, fetches INTEGER NOT NULL,
            scheduled INTEGER NOT NULL, input BLOB NOT NULL, seal INTEGER NOT NULL, failure BLOB,
            PRIMARY KEY(instance, execution, task)) WITHOUT ROWID;

        CREATE TABLE documents(
            number INTEGER PRIMARY KEY, tbl TEXT NOT NULL, pk TEXT NOT NULL, rk TEXT NOT NULL,
            etag INTEGER NOT NULL, body BLOB NOT NULL, seal INTEGER NOT NULL);
        CREATE UNIQUE INDEX documents_key ON documents(tbl, pk, rk);
        """;
}
