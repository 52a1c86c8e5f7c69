using System.Text;
using PmoFlow.Domain.Intake;
using Xunit;

namespace PmoFlow.Domain.Tests.Intake;

public sealed class FileTests
{
    [Theory]
    [InlineData("Übersicht für Łódź.pdf", "Übersicht für Łódź.pdf")]
    [InlineData("C:\\Users\\ann\\plan.pdf", "plan.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a<b>:\"c|d?.png", "abcd.png")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("line\r\nbreak.txt", "linebreak.txt")]
    [InlineData(" ..hidden.. ", "hidden")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    public void names_keep_their_accents_and_nothing_that_misleads(string? given, string kept) => Assert.Equal(kept, FileNames.Clean(given));

    [Fact]
    public void a_long_name_keeps_its_ending()
    {
        var clean = FileNames.Clean(new string('ż', 300) + ".docx");

        Assert.Equal((120, "docx"), (clean.Length, FileNames.Ending(clean)));
    }

    [Fact]
    public void jpeg_is_jpg() => Assert.Equal("jpg", FileNames.Ending("Photo.JPEG"));

    [Theory]
    [InlineData("pdf", "%PDF-1.7\n...", true)]
    [InlineData("pdf", "MZ\u0090", false)]
    [InlineData("png", "<html><script>", false)]
    [InlineData("gif", "GIF89a", true)]
    [InlineData("webp", "RIFF\u0010\0\0\0WEBPVP8 ", true)]
    [InlineData("webp", "RIFF\u0010\0\0\0WAVEfmt ", false)]
    [InlineData("docx", "PK\u0003\u0004", true)]
    [InlineData("docx", "{\\rtf1", false)]
    [InlineData("txt", "plain words", true)]
    [InlineData("txt", "MZ\0\0", false)]
    [InlineData("txt", "  <!DOCTYPE html>", false)]
    [InlineData("csv", "a;b\n1;2", true)]
    [InlineData("exe", "MZ", false)]
    public void a_file_is_what_its_ending_says_or_is_refused(string ending, string head, bool fits) =>
        Assert.Equal(fits, FileContents.Fit(ending, Encoding.Latin1.GetBytes(head)));

    [Fact]
    public void open_documents_say_inside_which_kind_they_are()
    {
        byte[] sheet = [.. "PK\u0003\u0004"u8, .. new byte[26], .. "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"u8];

        Assert.True(FileContents.Fit("ods", sheet));
        Assert.False(FileContents.Fit("odt", sheet));
    }
}
