import { discoveryFrom } from "../../scripts/google-apis/protocol";
import { type Discovery, printed, trimmed } from "../../scripts/google-apis/trim";

const published: Discovery = {
  name: "parcels",
  version: "v1",
  revision: "20261101",
  servicePath: "parcels/v1/",
  parameters: { fields: { type: "string", location: "query" } },
  resources: {
    parcels: {
      methods: {
        get: {
          id: "parcels.parcels.get",
          httpMethod: "GET",
          path: "{+name}",
          flatPath: "parcels/{parcelsId}",
          parameters: {
            name: { type: "string", location: "path", required: true },
            view: { type: "string", location: "query" },
          },
          response: { $ref: "Parcel" },
        },
        move: { id: "parcels.parcels.move", httpMethod: "POST", path: "move", response: { $ref: "Operation" } },
        burn: { id: "parcels.parcels.burn", httpMethod: "POST", path: "burn", response: { $ref: "Ashes" } },
      },
    },
  },
  schemas: {
    Parcel: {
      type: "object",
      properties: {
        kind: { type: "string", default: "parcels#parcel" },
        mode: { type: "string", default: "NORMAL", readOnly: true },
        item: { $ref: "Item" },
        detail: {
          type: "object",
          additionalProperties: described("any", "Properties. Contains field @type with type URL."),
        },
        name: { type: "string", annotations: { required: ["parcels.parcels.insert"] } } as never,
      },
    },
    Item: described("object", "one thing") as never,
    Ashes: { type: "object" },
    MoveOperationMetadata: { type: "object" },
    Operation: { type: "object" },
    MoveParcelResponse: { type: "object" },
    BurnParcelResponse: { type: "object" },
  },
};

function described(type: string, description: string) {
  return { type, description };
}

const document = trimmed(published, new Set(["parcels.parcels.get"]), "a package 1.0.0: parcels.json");

test("a document is trimmed to the methods that are wanted, with their flat paths and the parameters of the query", () => {
  expect(document.methods).toEqual({
    "parcels.parcels.get": {
      httpMethod: "GET",
      path: "parcels/v1/parcels/{parcelsId}",
      parameters: { view: { type: "string", location: "query" } },
      response: "Parcel",
    },
  });
});

test("the schemas are those that the methods lead to, and what operations say of themselves; without prose", () => {
  expect(Object.keys(document.schemas)).toEqual(["Item", "MoveOperationMetadata", "Parcel"]);
  expect(document.schemas.Item).toEqual({ type: "object" });
  expect(document.schemas.Parcel?.properties).toEqual({
    kind: { type: "string", default: "parcels#parcel" },
    mode: { type: "string", readOnly: true },
    item: { $ref: "Item" },
    detail: { type: "object", format: "google.protobuf.Any", additionalProperties: { type: "any" } },
    name: { type: "string", requiredBy: ["parcels.parcels.insert"] },
  });
});

test("what a method's operation answers in the end is a message of its name", () => {
  const { schemas } = trimmed(published, new Set(["parcels.parcels.move"]), "x");
  expect(Object.keys(schemas)).toEqual(["MoveOperationMetadata", "MoveParcelResponse", "Operation"]);
});

test("a method that Google has removed is named, and nothing is written", () => {
  expect(() => trimmed(published, new Set(["parcels.parcels.fly"]), "x")).toThrow(
    "parcels v1 has no method parcels.parcels.fly: Google has removed it",
  );
});

test("what is printed has a line for each method and schema, and is the document again", () => {
  expect(JSON.parse(printed(document))).toEqual(document);
  expect(printed(document)).toContain('\n  "Item": {"type":"object"},\n');
});

test("an API without a document gets one from the messages and rules of its client", () => {
  const made = discoveryFrom("memorystore", "v1", "0.10.0", {
    nested: {
      Memorystore: {
        methods: {
          ListInstances: {
            requestType: "ListInstancesRequest",
            responseType: "ListInstancesResponse",
            parsedOptions: [{ "(google.api.http)": { get: "/v1/{parent=projects/*/locations/*}/instances" } }],
          },
          UpdateInstance: {
            requestType: "UpdateInstanceRequest",
            responseType: "google.longrunning.Operation",
            parsedOptions: [
              {
                "(google.api.http)": {
                  patch: "/v1/{instance.name=projects/*/locations/*/instances/*}",
                  body: "instance",
                },
              },
            ],
          },
        },
      },
      ListInstancesRequest: { fields: { parent: { type: "string" }, pageSize: { type: "int32" } } },
      ListInstancesResponse: { fields: { instances: { rule: "repeated", type: "Instance" } } },
      UpdateInstanceRequest: {
        fields: { updateMask: { type: "google.protobuf.FieldMask" }, instance: { type: "Instance" } },
      },
      Instance: {
        fields: {
          labels: { keyType: "string", type: "string" },
          state: { type: "State", options: { "(google.api.field_behavior)": "OUTPUT_ONLY" } },
          shards: { type: "Shards" },
        },
        nested: { State: { values: { READY: 1 } }, Shards: { fields: { count: { type: "int64" } } } },
      },
    },
  });
  const { methods, schemas } = trimmed(made, new Set(["memorystore.projects.locations.instances.patch"]), "x");
  expect(methods).toEqual({
    "memorystore.projects.locations.instances.patch": {
      httpMethod: "PATCH",
      path: "v1/projects/{projectsId}/locations/{locationsId}/instances/{instancesId}",
      parameters: { updateMask: { type: "string", format: "google-fieldmask", location: "query" } },
      request: "Instance",
      response: "Operation",
    },
  });
  expect(schemas.Instance?.properties).toEqual({
    labels: { type: "object", additionalProperties: { type: "string" } },
    state: { type: "string", enum: ["READY"], readOnly: true },
    shards: { $ref: "InstanceShards" },
  });
  expect(schemas.InstanceShards).toEqual({
    type: "object",
    properties: { count: { type: "string", format: "int64" } },
  });
});
