import { problemsOfStaging, STAGING } from "../support/environment-problems";

const problemsOf = (value: string) => problemsOfStaging({ "services.auth.env.UPSTREAM": value });

describe("a variable does not point a service at its own container", () => {
  test.each([
    "localhost",
    "LocalHost",
    "http://localhost",
    "http://localhost:8000",
    "https://localhost/path",
    "http://localhost.:8000",
    "http://localhost.localdomain",
    "http://api.localhost:8000",
    "grpc+tls://localhost",
    "https://app.netrasystems.ai,http://localhost:3000",
    "127.0.0.1",
    "127.1.2.3",
    "127.255.255.254:5432",
    "http://127.0.0.1:8000",
    "http://127.0.0.1.nip.io",
    "::ffff:127.0.0.1",
    "::1",
    "[::1]",
    "http://[::1]:8000",
    "http://0.0.0.0:8000",
  ])("as %s would", (value) => {
    expect(problemsOf(value)).toEqual([
      `${STAGING}: services.auth.env.UPSTREAM: points a cloud service at its own container, got "${value}" - give the address it is deployed under`,
    ]);
  });

  test.each([
    "https://notlocalhost.example.com",
    "https://not-localhost.example.com",
    "http://notlocalhost:8000",
    "http://not-localhost:8000",
    "https://localhost.example.com",
    "https://localhost-proxy.example.com",
    "localhost_aliases",
    "10.127.0.0",
    "10.127.0.0.1",
    "1127.0.0.1",
    "127.0.0",
    "2001:db8::1",
    "http://[fe80::1]:8000",
    "::10",
    "::1:2",
    "std::1",
    "10.0.0.0/8",
    "0.0.0.0",
    "0.0.0.0:8080",
    "",
  ])("as %j does not", (value) => {
    expect(problemsOf(value)).toEqual([]);
  });
});

describe("a variable does not hold 6381, the port of a test's Redis", () => {
  test.each(["6381", "10.0.0.3:6381", "redis://10.0.0.3:6381/0", "port=6381", "--port 6381", "6379,6381", "6381-6390"])(
    "as %s would",
    (value) => {
      expect(problemsOf(value)).toEqual([
        `${STAGING}: services.auth.env.UPSTREAM: holds port 6381, the default of a test setup, got "${value}" - remove it, connectTo(cache) knows the port`,
      ]);
    },
  );

  test.each([
    "16381",
    "63811",
    "6379",
    "638",
    "https://example.com/tickets/6381",
    "f6381ab",
    "build-6381",
    "v2.6381",
    "6381ms",
  ])("as %s does not", (value) => {
    expect(problemsOf(value)).toEqual([]);
  });

  test("localhost and the port in one value are two problems", () => {
    expect(problemsOf("redis://localhost:6381")).toHaveLength(2);
  });
});
