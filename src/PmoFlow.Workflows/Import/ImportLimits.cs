namespace PmoFlow.Workflows.Import;

/// <summary>How large a file may be. Rows are stored and taken over in chunks, so that memory does not grow with the file's bytes.</summary>
public static class ImportLimits
{
    /// <summary>Bytes of a file.</summary>
    public const long Bytes = 64 * 1024 * 1024;

    /// <summary>Rows of a file.</summary>
    public const int Rows = 250_000;

    /// <summary>Columns of a file.</summary>
    public const int Columns = 400;

    /// <summary>Characters of one row.</summary>
    public const int RowCharacters = 100_000;

    /// <summary>Rows of a chunk.</summary>
    public const int ChunkRows = 100;

    /// <summary>Characters of a chunk: a letter can take six bytes of JSON, and a document has a limit.</summary>
    public const int ChunkCharacters = 120_000;

    /// <summary>Problems that are kept of one row.</summary>
    public const int RowProblems = 8;
}
