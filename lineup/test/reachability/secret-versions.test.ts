import type { Resource } from "../../src/inputs/model";
import { SecretVersions } from "../../src/topology/secrets";
import { Unresolved, type Value } from "../../src/values";

const SECRET = "google_secret_manager_secret.redis";
const resource = (address: string, values: Record<string, Value>, reads: string[] = []) =>
  ({ address, values, reads: reads.map((address) => ({ address, attribute: "id" })) }) as unknown as Resource;
const secret = (address: string, secret_id: string) => resource(address, { secret_id });
const soleReference = (address: string) =>
  new Unresolved("x", [{ address, attribute: "id" }], { address, attribute: "id" });
const version = (name: string, said: Value, reads: string[] = []) =>
  resource(`google_secret_manager_secret_version.${name}`, { secret: said, secret_data: name }, reads);
const names = (found: Resource[]) => [...new Set(found.map(({ address }) => address.split(".")[1]))];

test("a version is found by its secret's address, id and path", () => {
  const [one, other] = [secret(SECRET, "redis-address"), secret("google_secret_manager_secret.other", "other")];
  const index = new SecretVersions([one, other], [version("a", soleReference(SECRET), [SECRET])]);
  for (const said of [soleReference(SECRET), "redis-address", "projects/acme/secrets/redis-address"]) {
    expect(names(index.named(said))).toEqual(["a"]);
    expect(index.read(said)).toEqual({ value: "a" });
  }
  expect(names(index.of(one))).toEqual(["a"]);
  expect(index.of(other)).toEqual([]);
  expect(index.read("other")).toEqual({ doubt: "the content of its secret is not part of this input" });
});

test("of instances each has its own", () => {
  const [a, b] = [secret(`${SECRET}["a"]`, "id-a"), secret(`${SECRET}["b"]`, "id-b")];
  const versions = [version("a", soleReference(a.address), [a.address]), version("b", "projects/acme/secrets/id-b")];
  const index = new SecretVersions([a, b], versions);
  expect([names(index.of(a)), names(index.of(b))]).toEqual([["a"], ["b"]]);
  const contents = ["id-a", "id-b", soleReference(a.address)].map((said) => index.read(said));
  expect(contents).toEqual([{ value: "a" }, { value: "b" }, { value: "a" }]);
});

test("a version that only reads a secret may be one of it, and is not taken for its value", () => {
  const [a, b] = [secret(`${SECRET}["a"]`, "id-a"), secret(`${SECRET}["b"]`, "id-b")];
  const index = new SecretVersions([a, b], [version("v", new Unresolved("replace(…)"), [SECRET])]);
  expect([names(index.of(a)), names(index.of(b)), names(index.named("id-a"))]).toEqual([["v"], ["v"], ["v"]]);
  expect(index.read("id-a")).toEqual({ doubt: "the content of its secret is not part of this input" });
});

test("two versions of one secret have no one value", () => {
  const index = new SecretVersions([], [version("old", "redis"), version("new", "redis")]);
  expect(names(index.named("redis"))).toEqual(["old", "new"]);
  expect(index.read("redis")).toEqual({ doubt: "it is unknown which version of its secret is the latest" });
});

test("a number is shown where a version has it or may get it, or where the secret is made elsewhere", () => {
  const numbered = resource("google_secret_manager_secret_version.one", { secret: "redis", version: "1" });
  const unmade = resource("google_secret_manager_secret_version.two", { secret: "redis", secret_data: "x" });
  const ofMode = (mode: string) =>
    new SecretVersions([{ ...secret(SECRET, "redis"), mode } as Resource], [numbered, unmade]);
  const asked = ["1", "2", "3", "latest"].map((pin) => ofMode("managed").isUnshown("redis", pin, undefined));
  expect(asked).toEqual([false, false, true, false]);
  expect(ofMode("data").isUnshown("redis", "3", undefined)).toBe(false);
  expect(new SecretVersions([secret(SECRET, "redis")], []).isUnshown("redis", "3", undefined)).toBe(false);
});
