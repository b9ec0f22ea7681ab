using Lab.Chaos.Fuzz.Cases;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Tests.Fuzz;

/// <summary>A small shop with a document, as fuzzing sees it.</summary>
internal static class Given
{
    public const string Document =
        """
        {
          "openapi": "3.1.1",
          "paths": {
            "/orders": {
              "post": {
                "parameters": [{ "name": "Idempotency-Key", "in": "header", "schema": { "type": "string" } }],
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Order" } } } },
                "responses": {
                  "201": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Placed" } } } },
                  "400": {}
                }
              }
            },
            "/orders/{id}": {
              "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } }],
              "get": { "responses": { "200": {}, "404": {} } }
            }
          },
          "components": {
            "schemas": {
              "Order": {
                "type": "object",
                "required": ["eventId"],
                "properties": {
                  "eventId": { "type": "string", "maxLength": 64 },
                  "quantity": { "type": ["null", "integer"], "minimum": 1, "maximum": 10 },
                  "buyer": { "type": "object", "properties": { "name": { "type": "string" }, "born": { "type": "string", "format": "date" } } }
                }
              },
              "Placed": { "type": "object", "required": ["orderId"], "properties": { "orderId": { "type": "string", "format": "uuid" } } }
            }
          }
        }
        """;

    public static IReadOnlyList<FuzzOperation> Operations => OpenApiDocument.Read(Document, "shop", "http://127.0.0.1/openapi/v1.json");

    public static FuzzOperation Order => Operations.Single(operation => operation.Method == "POST");

    public static FieldPath Body(params string[] names) => names.Aggregate(FieldPath.WholeBody, (path, name) => path.Child(name));

    public static FuzzCase Case(int clients, params Mutation[] mutations)
    {
        var plausible = new Plausible();
        plausible.Seed(1);
        var step = new FuzzStep { Operation = Order, Baseline = Drafts.Of(Order, plausible), Mutations = mutations, Clients = clients };
        return new FuzzCase { Number = 7, NeedsSetup = false, Steps = [step] };
    }

    public static Mutation Mutated(FieldPath field, JsonPart value, string group = "group") => new(field, new Boundary(group, "name", value));
}
