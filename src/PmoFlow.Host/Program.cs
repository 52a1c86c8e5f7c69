using PmoFlow.Host;

return DataCommands.Asks(args) ? await DataCommands.Run(args) : await StartRefusals.Run(() => OfficeProgram.Build(args));
