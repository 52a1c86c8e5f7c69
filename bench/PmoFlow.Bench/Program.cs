using PmoFlow.Bench.Engine;

if (args is ["engine", ..])
    return await EngineBench.Run(quick: args.Contains("--quick"), Option("--json"));
if (args is ["dormant-child", var folder])
    return await Dormant.Child(folder);
Console.Error.WriteLine("usage: PmoFlow.Bench engine [--quick] [--json FILE]");
return 2;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
