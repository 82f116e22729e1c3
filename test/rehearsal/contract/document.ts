import type { ApiDocument } from "../../../facts/google-apis";
import type { CalledMethod } from "../../../rehearsal/contract";

/** A small API with every form of field. */
export const document: ApiDocument = {
  source: "a test",
  name: "parcels",
  version: "v1",
  revision: "20261101",
  parameters: { fields: { type: "string", location: "query" }, prettyPrint: { type: "boolean", location: "query" } },
  methods: {
    "parcels.create": {
      httpMethod: "POST",
      path: "v1/parcels",
      parameters: {
        parcelId: { type: "string", location: "query" },
        owner: { type: "string", location: "query", required: true },
        count: { type: "integer", format: "int32", location: "query" },
        view: { type: "string", enum: ["BASIC", "FULL"], location: "query" },
      },
      request: "Parcel",
      response: "Operation",
    },
    "parcels.patch": {
      httpMethod: "PATCH",
      path: "v1/parcels/{parcelsId}",
      parameters: { updateMask: { type: "string", format: "google-fieldmask", location: "query" } },
      request: "Parcel",
      response: "Parcel",
    },
    "parcels.get": {
      httpMethod: "GET",
      path: "v1/parcels/{parcelsId}",
      parameters: { parcelsId: { type: "string", location: "path", required: true } },
      response: "Parcel",
    },
    "parcels.delete": { httpMethod: "DELETE", path: "v1/parcels/{parcelsId}" },
  },
  schemas: {
    Parcel: {
      type: "object",
      properties: {
        kind: { type: "string", default: "parcels#parcel" },
        name: { type: "string", requiredBy: ["parcels.create"] },
        displayName: { type: "string" },
        size: { type: "string", enum: ["SMALL", "LARGE"] },
        weight: { type: "integer", format: "int32" },
        number: { type: "string", format: "int64" },
        ratio: { type: "number", format: "double" },
        fragile: { type: "boolean" },
        timeout: { type: "string", format: "google-duration" },
        sentAt: { type: "string", format: "google-datetime" },
        day: { type: "string", format: "date" },
        seal: { type: "string", format: "byte" },
        labels: { type: "object", additionalProperties: { type: "string" } },
        items: { type: "array", items: { $ref: "Item" } },
        receiver: { $ref: "Receiver" },
        anything: { type: "any" },
      },
    },
    Item: { type: "object", properties: { title: { type: "string" } } },
    Receiver: { type: "object", properties: { street: { type: "string" } } },
    OperationMetadata: { type: "object", properties: { target: { type: "string" } } },
    Operation: {
      type: "object",
      properties: {
        name: { type: "string" },
        done: { type: "boolean" },
        error: { type: "any" },
        metadata: { type: "object", format: "google.protobuf.Any", additionalProperties: { type: "any" } },
        response: { type: "object", format: "google.protobuf.Any", additionalProperties: { type: "any" } },
      },
    },
  },
};

export function called(id: keyof typeof document.methods): CalledMethod {
  const method = document.methods[id];
  if (!method) throw new Error(`the API of the test has no method ${id}`);
  return { id, document, method, isUpload: false };
}
