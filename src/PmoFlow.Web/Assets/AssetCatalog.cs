using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace PmoFlow.Web.Assets;

/// <summary>
/// Stylesheets, script and icon, embedded in this assembly so that any host serves them. Each has a fingerprint in its address:
/// a browser keeps it for good, and a new build is a new address.
/// </summary>
internal static class AssetCatalog
{
    private static readonly FrozenDictionary<string, Asset> Assets = Load();

    /// <summary>The address of an asset.</summary>
    public static string Url(string name) => $"/assets/{Assets[name].Fingerprint}/{name}";

    /// <summary>An asset by name, or null.</summary>
    public static Asset? Find(string name) => Assets.GetValueOrDefault(name);

    private static FrozenDictionary<string, Asset> Load()
    {
        const string prefix = "assets/";
        var assembly = typeof(AssetCatalog).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return new Asset(name[prefix.Length..], memory.ToArray());
        }).ToFrozenDictionary(asset => asset.Name);
    }
}

/// <summary>One embedded file, also compressed.</summary>
internal sealed class Asset(string name, byte[] bytes)
{
    public string Name => name;

    public byte[] Bytes => bytes;

    public byte[] Brotli { get; } = Compress(bytes);

    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];

    public string ContentType { get; } = Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new NotSupportedException($"No content type is known for {other}."),
    };

    private static byte[] Compress(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var brotli = new BrotliStream(memory, CompressionLevel.SmallestSize))
            brotli.Write(bytes);
        return memory.ToArray();
    }
}
