namespace PmoFlow.Host;

/// <summary>The office cannot start with what a setting says.</summary>
/// <param name="setting">Its name, as in <c>Office:TimeZone</c>.</param>
/// <param name="problem">What is wrong, as the rest of a sentence that begins with the setting's name.</param>
/// <param name="fix">What to do, as a sentence.</param>
internal sealed class SettingRefusedException(string setting, string problem, string fix) : Exception($"{setting} {problem}. {fix}");
