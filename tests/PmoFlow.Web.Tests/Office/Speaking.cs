using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace PmoFlow.Web.Tests.Office;

/// <summary>What programs and browsers say to an office.</summary>
internal static partial class Speaking
{
    public static async Task<JsonElement> Json(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} instead of {(int)expected}: {text}");
        return JsonElement.Parse(text);
    }

    public static async Task<JsonElement> GetJson(this HttpClient client, string path) => await (await client.GetAsync(path)).Json();

    public static async Task<JsonElement> PostJson(
        this HttpClient client, string path, object body, HttpStatusCode expected = HttpStatusCode.Accepted) =>
        await (await client.PostAsJsonAsync(path, body)).Json(expected);

    public static async Task<JsonElement> PutJson(this HttpClient client, string path, object body) =>
        await (await client.PutAsJsonAsync(path, body)).Json();

    /// <summary>A page as a browser gets it.</summary>
    public static async Task<string> Page(this HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var response = await client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{path}: {(int)response.StatusCode} instead of {(int)expected}: {text}");
        return text;
    }

    /// <summary>Sends a form as a browser does.</summary>
    public static async Task<HttpResponseMessage> Send(this HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await client.PostAsync(path, content);
    }

    /// <summary>Opens a page and sends one of its forms with the hidden fields it has, and the cookie that belongs to them.</summary>
    public static Task<HttpResponseMessage> Fill(this HttpClient client, string page, string action, params (string Name, string Value)[] fields) =>
        client.FillAndPress(page, action, action, fields);

    /// <summary>The same by a button of the form that leads to an address of its own.</summary>
    public static async Task<HttpResponseMessage> FillAndPress(
        this HttpClient client, string page, string action, string button, params (string Name, string Value)[] fields)
    {
        var opened = await client.GetAsync(page);
        var html = await opened.Content.ReadAsStringAsync();
        var form = Form().Matches(html).Select(match => match.Value).FirstOrDefault(form => form.Contains($"action=\"{action}\"", StringComparison.Ordinal));
        Assert.True(form is not null, $"{page} has no form for {action}: {html}");
        var all = Hidden().Matches(form).Select(input => (Name: Attribute(input.Value, "name"), Value: Attribute(input.Value, "value")))
            .Where(hidden => fields.All(f => f.Name != hidden.Name)).Concat(fields);
        Assert.Contains($"action=\"{button}\"", form, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, button);
        request.Content = new FormUrlEncodedContent(all.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        if (opened.Headers.TryGetValues("Set-Cookie", out var cookies))
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        return await client.SendAsync(request);
    }

    /// <summary>Where a form that was done leads to.</summary>
    public static string SeeOther(this HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        return response.Headers.Location!.OriginalString;
    }

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $" {name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}
