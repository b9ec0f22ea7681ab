using Lab.Hosting.TestApp;

// Two programs in one, so that the tests need to build only one: a service as small as one gets, and a host of such services.
return args is ["host", ..] ? await SmallHost.RunAsync() : await SmallService.RunAsync(args);
