using Seno.Cli;

return SenoCommand.Run(args);
