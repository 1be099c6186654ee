var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/docs", () => Results.Text("""{"status":"ok"}""", "application/json"));
app.Run();
