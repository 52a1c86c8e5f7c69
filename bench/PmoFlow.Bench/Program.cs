Console.Error.WriteLine("usage: PmoFlow.Bench engine [--quick] [--json FILE]"); return 2;
