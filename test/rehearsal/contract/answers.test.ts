import { heldAnswer } from "../../../rehearsal/contract";
import { called } from "./document";

const KIND = "parcels#parcel";
const invented = (body: unknown, id = "parcels.get", status = 200) => heldAnswer(called(id), status, body).wrong;
const ofOperation = (operation: object) => invented({ name: "operations/1", ...operation }, "parcels.create");
const METADATA = { "@type": "type.googleapis.com/google.parcels.v1.OperationMetadata" };
const EMPTY = { "@type": "type.googleapis.com/google.protobuf.Empty" };
const PARCEL = { "@type": "type.googleapis.com/google.parcels.v1.Parcel" };

test("an answer of the document's form is Google's", () => {
  expect(invented({ kind: KIND, name: "p", weight: 1, number: "12", fragile: false, items: [] })).toEqual([]);
  expect(ofOperation({ metadata: METADATA })).toEqual([]);
  expect(ofOperation({ done: true, metadata: METADATA, response: { ...PARCEL, kind: KIND, name: "p" } })).toEqual([]);
  expect(ofOperation({ done: true, error: { code: 13, message: "x" } })).toEqual([]);
});

test.each([
  [{ colour: "red" }, "Google has no field colour"],
  [{ items: [{ price: 1 }] }, "Google has no field items[0].price"],
  [{ display_name: "x" }, "Google has no field display_name"],
  [{ number: 12 }, "number is TYPE_INT64 at Google"],
  [{ weight: "1" }, "weight is TYPE_INT32 at Google"],
  [{ receiver: null }, "receiver is object at Google"],
  [{ name: null }, "name is TYPE_STRING at Google"],
  [{ size: "HUGE" }, 'size is enum at Google, got "HUGE"'],
  [{ kind: "parcels#list" }, 'kind is "parcels#parcel" at Google, got "parcels#list"'],
  [{ timeout: 5 }, "timeout is TYPE_STRING at Google"],
])("Google would not print %j: %s", (body, words) => {
  expect(invented({ kind: KIND, ...body }).join("\n")).toContain(words);
});

test("an answer without its kind is not Google's", () => {
  expect(invented({ name: "p" }).join()).toContain("kind is");
});

test.each([
  [{ done: true }, "an operation that is done has neither"],
  [{ done: true, response: PARCEL, error: { code: 1, message: "x" } }, "response and error"],
  [{ response: PARCEL }, "an operation that is not done has response"],
  [{ done: true, response: { name: "p" } }, "response.@type is type URL at Google"],
  [
    { metadata: { "@type": "type.googleapis.com/google.parcels.v1.Lorry" } },
    "this API has no message type.googleapis.com/google.parcels.v1.Lorry",
  ],
  [{ metadata: {} }, "metadata.@type is type URL at Google"],
  [{ done: true, response: { ...PARCEL, colour: "red" } }, "Google has no field response.colour"],
  [{ done: true, response: { ...EMPTY, name: "p" } }, "Google has no field response.name"],
  [{ name: undefined }, "an operation has a name"],
])("the operation %j is not Google's: %s", (operation, words) => {
  expect(ofOperation(operation).join("\n")).toContain(words);
});

test.each([201, 204, 302, 308])("what went well is answered with 200, not with %d", (status) => {
  expect(invented({ kind: KIND, name: "p" }, "parcels.get", status)).toEqual([
    `this method of Google's never answers ${status}`,
  ]);
});

test.each([
  [{ weight: 2 ** 31 }, "weight is TYPE_INT32 at Google"],
  [{ number: "9223372036854775808" }, "number is TYPE_INT64 at Google"],
  [{ items: [null] }, "items[0] is something at Google"],
])("%j is nothing that fits", (more, words) => {
  expect(invented({ kind: KIND, ...more }).join()).toContain(words);
});

test("what answers nothing answers nothing", () => {
  expect(invented(undefined, "parcels.delete", 204)).toEqual([]);
  expect(invented({}, "parcels.delete")).toEqual([]);
  expect(invented({ name: "p" }, "parcels.delete").join()).toContain("this method answers nothing");
});

test("an error has the name of its code, or none where the code has none", () => {
  const error = (code: number, status?: string) =>
    invented({ error: { code, message: "x", status } }, "parcels.get", code);
  expect(error(404, "NOT_FOUND")).toEqual([]);
  expect(error(400, "FAILED_PRECONDITION")).toEqual([]);
  expect(error(412)).toEqual([]);
  expect(error(412, "FAILED_PRECONDITION")).toEqual(['an error 412 of Google\'s is not "FAILED_PRECONDITION"']);
});

test.each([
  ["<html>", "an error is an object with a code and a message"],
  [{ error: "no" }, "an error is an object with a code and a message"],
  [{ error: { code: 404, message: "x", hint: "y" } }, "Google has no field error.hint"],
  [{ error: { code: 403, message: "x" } }, "the error says 403, and the answer 404"],
  [{ error: { code: 404, message: "x", status: "MISSING" } }, 'an error 404 of Google\'s is not "MISSING"'],
  [{ error: { code: 404, message: "x", details: [{ reason: "y" }] } }, "each detail of an error has a type URL"],
])("the error %j is not Google's: %s", (body, words) => {
  expect(invented(body, "parcels.get", 404).join()).toContain(words);
});
