using Lab.Services.Checkout;
using Lab.Services.Startup;

return ServiceProgram.Run(() => CheckoutHost.Create(args));
