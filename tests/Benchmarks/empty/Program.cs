var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/api/health", () => Results.Text("""{"status":"ok"}""", "application/json"));
app.Run();
