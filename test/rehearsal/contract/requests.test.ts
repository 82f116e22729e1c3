import { heldRequest } from "../../../rehearsal/contract";
import { called } from "./document";

const NAMED = { name: "p" };
const refused = (query: string, body: Record<string, unknown> | undefined, id = "parcels.create") =>
  heldRequest(called(id), { query: new URLSearchParams(query), body }).wrong;
const ofBody = (body: Record<string, unknown>) => refused("owner=me", { ...NAMED, ...body });

test("what the document has is taken, in each form that JSON allows for it", () => {
  const whole = {
    displayName: "a parcel",
    size: "SMALL",
    weight: "7",
    number: "-9223372036854775808",
    ratio: "0.5",
    fragile: true,
    timeout: "1.5s",
    sentAt: "2026-11-01T00:00:00Z",
    day: "2026-11-01",
    seal: "aGk=",
    labels: { a: "b" },
    items: [{ title: "x" }],
    receiver: { street: "y" },
    anything: [1, { b: 2 }],
  };
  expect(ofBody(whole)).toEqual([]);
  expect(ofBody({ display_name: "as in the protocol buffers", receiver: null })).toEqual([]);
  expect(refused("owner=me&count=3&view=FULL&prettyPrint=false&fields=name", NAMED)).toEqual([]);
});

test.each([
  ["owner=me&pageSize=5", 'Unknown name "pageSize": Cannot bind query parameter.'],
  ["owner=me&count=many", "Invalid value at 'count' (TYPE_INT32)"],
  ["owner=me&view=ALL", "Invalid value at 'view' (enum)"],
  ["owner=me&count=2147483648", "Invalid value at 'count' (TYPE_INT32)"],
  ["owner=me&count=0x10", "Invalid value at 'count' (TYPE_INT32)"],
  ["owner=me&count=%205", "Invalid value at 'count' (TYPE_INT32)"],
  ["owner=me&owner=you", "Invalid value at 'owner', Proto field is not repeating"],
  ["owner=me&prettyPrint=1", "Invalid value at 'prettyPrint' (TYPE_BOOL)"],
  ["", "Required parameter: owner"],
  ["owner=me&constructor=x", 'Unknown name "constructor"'],
])("the parameters %j are refused: %s", (query, words) => {
  expect(refused(query, NAMED).join("\n")).toContain(words);
});

test("a part of the path is no parameter of the query", () => {
  expect(refused("parcelsId=x", undefined, "parcels.get").join()).toContain('Unknown name "parcelsId"');
});

test.each([
  [{ colour: "red" }, `Invalid JSON payload received. Unknown name "colour": Cannot find field.`],
  [{ receiver: { town: "x" } }, `Unknown name "town" at 'receiver': Cannot find field.`],
  [{ items: [{ title: "x" }, { price: 1 }] }, `Unknown name "price" at 'items[1]': Cannot find field.`],
  [{ size: "HUGE" }, `Invalid value at 'size' (enum), "HUGE"`],
  [{ weight: 1.5 }, "Invalid value at 'weight' (TYPE_INT32), got a number"],
  [{ weight: 2_147_483_648 }, "Invalid value at 'weight' (TYPE_INT32), got a number"],
  [{ weight: "0x10" }, "Invalid value at 'weight' (TYPE_INT32), got a string"],
  [{ number: "9223372036854775808" }, "Invalid value at 'number' (TYPE_INT64), got a string"],
  [{ items: [null] }, "Invalid value at 'items[0]' (something), got null"],
  [{ weight: "" }, "Invalid value at 'weight' (TYPE_INT32), got a string"],
  [{ number: "12a" }, "Invalid value at 'number' (TYPE_INT64)"],
  [{ ratio: "x" }, "Invalid value at 'ratio' (TYPE_DOUBLE)"],
  [{ fragile: "true" }, "Invalid value at 'fragile' (TYPE_BOOL), got a string"],
  [{ displayName: 5 }, "Invalid value at 'displayName' (TYPE_STRING), got a number"],
  [{ timeout: "5" }, "Invalid value at 'timeout' (type.googleapis.com/google.protobuf.Duration)"],
  [{ sentAt: "yesterday" }, "Invalid value at 'sentAt' (type.googleapis.com/google.protobuf.Timestamp)"],
  [{ day: "1.11.2026" }, "Invalid value at 'day' (date)"],
  [{ seal: "&" }, "Invalid value at 'seal' (TYPE_BYTES)"],
  [{ labels: { a: 1 } }, "Invalid value at 'labels.a' (TYPE_STRING)"],
  [{ labels: [] }, "Invalid value at 'labels' (object), got a list"],
  [{ items: {} }, "Invalid value at 'items' (list), got a object"],
  [{ constructor: 1 }, `Unknown name "constructor"`],
])("the body %j is refused: %s", (body, words) => {
  expect(ofBody(body as Record<string, unknown>).join("\n")).toContain(words);
});

test("a value that is refused is not repeated: it may be a secret", () => {
  expect(ofBody({ fragile: "hunter2", weight: "hunter2", receiver: "hunter2" }).join()).not.toContain("hunter2");
});

test("what a method demands is missed, and by that method only", () => {
  expect(refused("owner=me", {}).join()).toContain("Invalid value for field 'resource.name': ''");
  expect(refused("", {}, "parcels.patch")).toEqual([]);
});

test("a method without a body takes none", () => {
  expect(refused("", { name: "p" }, "parcels.get").join()).toContain('Unknown name "name"');
});

test("a mask names fields of the body, in either form, and nothing else", () => {
  const masked = (mask: string) => refused(`updateMask=${mask}`, {}, "parcels.patch");
  expect(masked("displayName,receiver.street,labels.any,display_name")).toEqual([]);
  expect(masked("*")).toEqual([]);
  expect(masked("colour").join()).toContain("Invalid field mask: 'colour'");
  expect(masked("receiver.town").join()).toContain("'receiver.town'");
  expect(masked("displayName.x").join()).toContain("'displayName.x'");
  expect(masked("__proto__").join()).toContain("'__proto__'");
});
