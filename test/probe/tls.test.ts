import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TlsOptions } from "node:tls";
import { BUDGET_MS } from "../../probe/job";
import { temporaryFolder } from "../support/folder";
import { authority, type Certificate, certificate } from "../support/probe/certificates";
import { fakeRedis } from "../support/probe/fake-redis";
import { expectNothingSecret, PLANTED, testFaults } from "../support/probe/fault-case";
import { runProbe } from "../support/probe/run-probe";

const folder = temporaryFolder();
const [ours, old, foreign] = [authority("ours", 90), authority("old", 10), authority("foreign")];

function file(name: string, ...certificates: Certificate[]): string {
  writeFileSync(join(folder, name), certificates.map(({ pem }) => pem).join("some words between\n"));
  return join(folder, name);
}

const OURS = { REDIS_CA_FILE: file("ours.pem", ours) };
const BOTH = { REDIS_CA_FILE: file("both.pem", old, ours) };

const IP = certificate({ cn: "redis", san: ["10.0.0.3", "127.0.0.1"], by: ours });
/** As Memorystore's: no SAN, and the address for a CN. */
const CN = certificate({ cn: "127.0.0.1", by: ours });

const showing = (it: Certificate, more: TlsOptions = {}) => ({ cert: it.pem, key: it.key, ...more });
const serving = (it: Certificate, more?: TlsOptions) => () => fakeRedis({ tls: showing(it, more) });

/** Old enough for TLS 1.1, which needs ciphers that OpenSSL takes for weak. */
const OLD: TlsOptions = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };

const withCa = (env: Record<string, string>) => ({ ...env, REDIS_PASSWORD: PLANTED });

testFaults(
  [
    {
      fault: "another CA",
      server: serving(certificate({ cn: "x", san: ["127.0.0.1"], by: foreign })),
      code: "CERT_UNTRUSTED",
    },
    { fault: "its own signature", server: serving(certificate({ cn: "127.0.0.1" })), code: "CERT_UNTRUSTED" },
    {
      fault: "a CA that only calls itself ours",
      server: serving(certificate({ cn: "127.0.0.1", by: authority("ours") })),
      code: "CERT_UNTRUSTED",
    },
    {
      fault: "no SAN and another CN",
      server: serving(certificate({ cn: "10.0.0.3", by: ours })),
      ...{ code: "CERT_NAME", says: /SAN none, CN "10\.0\.0\.3"/ },
    },
    {
      fault: "a SAN of others, and a CN that is right",
      server: serving(certificate({ cn: "127.0.0.1", san: ["10.0.0.3"], by: ours })),
      ...{ code: "CERT_NAME", says: /SAN "IP Address:10\.0\.0\.3"/ },
    },
    {
      // What Node asks for by itself where it is given a socket.
      fault: "a certificate for localhost",
      server: serving(certificate({ cn: "localhost", san: ["localhost"], by: ours })),
      code: "CERT_NAME",
    },
    {
      fault: "an expired certificate",
      server: serving(certificate({ cn: "127.0.0.1", from: -9, until: -1, by: ours })),
      ...{ code: "CERT_EXPIRED", says: /has expired/ },
    },
    {
      fault: "a certificate of tomorrow",
      server: serving(certificate({ cn: "127.0.0.1", from: 1, by: ours })),
      ...{ code: "CERT_NOT_YET_VALID", says: /not valid yet/ },
    },
    { fault: "TLS 1.1 and no later one", server: serving(IP, OLD), code: "TLS_VERSION", says: /TLS 1\.2/ },
    {
      fault: "a server without TLS that answers",
      server: () => fakeRedis({ greets: (socket) => socket.end("-ERR unknown command\r\n") }),
      ...{ code: "NOT_TLS", says: /leave REDIS_CA_FILE out/ },
    },
    // As Redis does: it waits for the end of a command.
    { fault: "a server without TLS that waits", server: () => fakeRedis(), code: "NOT_TLS", says: /without TLS/ },
    { fault: "a server that closes", server: () => fakeRedis({ greets: (socket) => socket.end() }), code: "CLOSED" },
    { fault: "a server that is silent", server: () => fakeRedis({ says: () => () => {} }), code: "ETIMEDOUT" },
    {
      fault: "verification switched off around it",
      server: serving(certificate({ cn: "127.0.0.1", by: foreign })),
      env: { ...OURS, NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" },
      code: "CERT_UNTRUSTED",
    },
    {
      fault: "a CA that the environment adds",
      server: serving(certificate({ cn: "127.0.0.1", by: foreign })),
      env: { ...OURS, NODE_EXTRA_CA_CERTS: file("foreign.pem", foreign) },
      code: "CERT_UNTRUSTED",
    },
  ].map((it) => ({ phase: "tls" as const, ...it, env: withCa(it.env ?? OURS) })),
);

testFaults([
  {
    // Redis resets the connection and says nothing.
    fault: "no TLS where there is TLS",
    server: () => fakeRedis({ tls: showing(IP) }),
    env: { REDIS_PASSWORD: PLANTED },
    ...{ phase: "auth", code: "NEEDS_TLS" },
  },
]);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** Of the CA that is in use: the other one of the file expires before, or after, and that breaks nothing. */
const IN_90 = { of: "127.0.0.1", caExpires: inDays(90), caDaysLeft: 89 };
const IN_10 = { of: "127.0.0.1", caExpires: inDays(10), caDaysLeft: 9 };
const BY_OLD = certificate({ cn: "127.0.0.1", by: old });

const trusted: [string, Certificate, Record<string, string>, object][] = [
  ["by its IP SAN", IP, OURS, { name: "ip-san", trustedBy: 1, ...IN_90 }],
  ["by a CN that is the address", CN, OURS, { name: "cn", trustedBy: 1, ...IN_90 }],
  ["by the second of two CAs", CN, BOTH, { name: "cn", trustedBy: 2, ...IN_90 }],
  ["by the first of two CAs, which expires soon", BY_OLD, BOTH, { name: "cn", trustedBy: 1, ...IN_10 }],
];

test.each(trusted)("a certificate is accepted %s, and the result says so", async (_, shown, env, expected) => {
  const redis = await fakeRedis({ tls: showing(shown) });
  const { exitCode, result, output } = await runProbe({
    ...{ ...withCa(env), REDIS_HOST: "127.0.0.1", REDIS_PORT: String(redis.port) },
  });
  redis.close();
  expect({ exitCode, message: result.message, certificate: result.certificate }).toEqual({
    exitCode: 0,
    message: expect.stringMatching(/^PING answered/),
    certificate: expected,
  });
  expect(result.target).toMatchObject({ tls: true, auth: true });
  expect(result.connections).toEqual({ asked: 10, answered: 10 });
  expect(result.ms).toBeLessThan(BUDGET_MS);
  expectNothingSecret(output);
});

test("a name is looked up, and held against the certificate", async () => {
  const redis = await fakeRedis({ tls: showing(certificate({ cn: "x", san: ["localhost"], by: ours })) });
  const { result } = await runProbe({ ...OURS, REDIS_HOST: "localhost", REDIS_PORT: String(redis.port) });
  redis.close();
  expect(result).toMatchObject({ verdict: "reachable", certificate: { name: "dns-san", of: "localhost" } });
});
