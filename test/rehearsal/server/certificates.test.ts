import { X509Certificate } from "node:crypto";
import { authorityOf, serverCertificateOf } from "../../../rehearsal/server/certificates";
import { aCloud, INSTANCES, PROJECT, REGION } from "./cloud";

const cloud = aCloud();
const NAME = `redis/projects/${PROJECT}/locations/${REGION}/instances/acme-redis`;

test("a Redis with TLS hands out the authority that signs the certificate of its server, whose name is the address", async () => {
  await cloud().network();
  await cloud().redis({ transitEncryptionMode: "SERVER_AUTHENTICATION" });
  const { host, serverCaCerts } = await cloud().get(`${INSTANCES}/acme-redis`);
  const authority = new X509Certificate(serverCaCerts[0].cert);
  const server = new X509Certificate(serverCertificateOf(NAME, host).certificate);
  expect(server.verify(authority.publicKey)).toBe(true);
  expect([server.subject, server.subjectAltName, authority.ca]).toEqual([`CN=${host}`, undefined, true]);
  expect(serverCaCerts[0].sha1Fingerprint).toBe(authority.fingerprint.replaceAll(":", "").toLowerCase());
});

test("another instance has another authority, and the same has the same every time", () => {
  expect(authorityOf(NAME)).toEqual(authorityOf(NAME));
  const other = new X509Certificate(authorityOf(`${NAME}-2`).certificate);
  expect(new X509Certificate(serverCertificateOf(NAME, "10.0.0.3").certificate).verify(other.publicKey)).toBe(false);
});
