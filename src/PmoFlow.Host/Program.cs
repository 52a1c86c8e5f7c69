using PmoFlow.Host;

return await StartRefusals.Run(() => OfficeProgram.Build(args));
