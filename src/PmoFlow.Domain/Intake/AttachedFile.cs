namespace PmoFlow.Domain.Intake;

/// <summary>A file that answers a field.</summary>
/// <param name="Id">Unguessable, and never given twice.</param>
/// <param name="Field">The field's name.</param>
/// <param name="Name">As <see cref="FileNames.Clean"/> leaves it.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Of its bytes, in small hexadecimal letters.</param>
public sealed record AttachedFile(string Id, string Field, string Name, long Bytes, string Sha256)
{
    /// <summary>Whether it is the same file as another, whenever either was sent.</summary>
    public bool IsTheSameAs(AttachedFile other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Field, Name, Sha256) == (other.Field, other.Name, other.Sha256);
    }
}
