using Lab.Chaos.Cli;

return await LabCommand.RunAsync(args, TimeProvider.System);
