using Lab.Services.Catalog;
using Lab.Services.Startup;

return ServiceProgram.Run(() => CatalogHost.Create(args));
