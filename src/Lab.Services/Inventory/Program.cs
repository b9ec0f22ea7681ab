using Lab.Services.Inventory;
using Lab.Services.Startup;

return ServiceProgram.Run(() => InventoryHost.Create(args));
