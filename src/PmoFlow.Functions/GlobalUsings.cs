global using Client = Microsoft.DurableTask.Client.DurableTaskClient;
global using Context = Microsoft.DurableTask.TaskOrchestrationContext;
global using Json = System.Text.Json.JsonElement;
