using System.Globalization;
using PmoFlow.Bench.Dashboards;
using PmoFlow.Bench.Engine;
using PmoFlow.Bench.Http;
using PmoFlow.Bench.Trials;
using PmoFlow.Embedded.Storage;

if (args is ["engine", ..])
    return await EngineBench.Run(quick: args.Contains("--quick"), Option("--json"));
if (args is ["steps"])
    return await StepsBench.Run();
if (args is ["http", ..])
    return await HttpBench.Run(quick: args.Contains("--quick"), Option("--json"), Option("--host"));
if (args is ["http-empty"])
    return await EmptyEndpoint.Serve();
if (args is ["dashboards", ..])
    return await DashboardBench.Run(quick: args.Contains("--quick"), Option("--json"), Option("--azure"), Number("--changes", 100));
if (args is ["dormant", var count])
    return await Dormant.Alone(int.Parse(count, CultureInfo.InvariantCulture));
if (args is ["dormant-child", var folder])
    return await Dormant.Child(folder);
if (args is ["trial-child", var data, var name, var requests, var synchronous])
    return await RequestLoad.Child(data, name, int.Parse(requests, CultureInfo.InvariantCulture), Enum.Parse<SynchronousMode>(synchronous));
if (args is ["trial", var trial, ..])
    return await TrialCommand.Run(trial, Number("--runs", 100), Number("--seed", 1));
Console.Error.WriteLine("usage: PmoFlow.Bench engine [--quick] [--json FILE] | steps | http [--quick] [--json FILE] [--host DLL] | dashboards [--quick] [--json FILE] [--azure CONNECTION-STRING] [--changes A-SECOND] | dormant COUNT");
Console.Error.WriteLine(TrialCommand.Usage);
return 2;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

int Number(string name, int otherwise) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
