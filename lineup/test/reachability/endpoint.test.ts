import { endpointIn, endpointOf, isLoopback } from "../../src/endpoint";
import { Unresolved } from "../../src/values";

const host = new Unresolved("host");
const port = new Unresolved("port");
const around = (...parts: (string | Unresolved)[]) => endpointIn(new Unresolved("text", [], undefined, parts));

test("a reference is a place of an endpoint only where nothing else is in it", () => {
  expect(around(host)).toMatchObject({ host, port: undefined });
  expect(around("redis://u:p@", host, ":", port, "/0")).toEqual({
    scheme: "redis",
    host,
    port,
    around: ["credentials", "a path"],
    password: "p",
  });
  expect(around(host, ":6379")).toMatchObject({ host, port: "6379" });
  for (const parts of [
    [host, "0"],
    ["1", host],
    [host, ".nip.io"],
    [host, port],
  ]) {
    expect(around(...parts).host).not.toBe(host);
  }
  expect(around("redis://", host, ":6379@localhost:6379").host).toBe("localhost");
  expect(around("redis://a.example/?real=", host).host).toBe("a.example");
  expect(around("redis://", host, ":63", port).port).not.toBe(port);
});

test("text that looks like a place holder is nobody's reference", () => {
  expect(around("\ue000", host).host).toBeUndefined();
});

test("an IPv6 address needs brackets only where more follows", () => {
  expect(endpointOf("::1").host).toBe("::1");
  expect(endpointOf("[::1]:6379")).toMatchObject({ host: "::1", port: 6379 });
  expect(endpointOf("redis://[fd00::3]:6380/0")).toMatchObject({ host: "fd00::3", port: 6380 });
});

test.each([
  "localhost",
  "redis.localhost",
  "127.0.0.1",
  "127.1",
  "0.0.0.0",
  "::1",
  "::",
  "0:0:0:0:0:0:0:1",
  "::ffff:127.0.0.1",
])("%s is the container itself", (said) => {
  expect(isLoopback(said)).toBe(true);
});

test.each(["10.0.0.1", "localhost.example.com", "fd00::1", "::ffff:10.0.0.1", "1127.0.0.1"])("%s is not", (said) => {
  expect(isLoopback(said)).toBe(false);
});
