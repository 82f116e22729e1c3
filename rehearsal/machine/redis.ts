import { randomUUID } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PacketNetwork } from "../packets/network";
import type { Target } from "../packets/targets";
import { serverCertificateOf } from "../server/certificates";
import { numberOf, textOf, thingOf } from "../server/kind";
import type { CloudObject, Store } from "../server/store";

const GIB = 1024 ** 3;
/** Memorystore's own parameters of a Redis that mean the same to a redis-server. */
const PASSED_ON =
  /^(maxmemory-policy|maxclients|timeout|notify-keyspace-events|activedefrag|lfu-[a-z-]+|stream-[a-z-]+)$/;

/** Starts a redis-server at the address of this instance, as the store says it is: password, TLS, memory and clients. */
export async function serveRedis(
  network: PacketNetwork,
  { place, target, folder, store }: { place: string; target: Target; folder: string; store: Store },
): Promise<void> {
  const instance = store.get(`redis/${target.name}`) ?? {};
  // What it is told is no argument: a password would be in the list of processes.
  const input = [...settingsOf(instance, target, store), ...listening(instance, target, folder)].join("\n");
  await network.serve(place, "redis-server", ["-"], { input, ready: /Ready to accept connections/ });
}

function settingsOf(instance: CloudObject, { name, address }: Target, store: Store): string[] {
  const configs = thingOf(instance, "redisConfigs") ?? {};
  const gigabytes = numberOf(configs, "maxmemory-gb") ?? numberOf(instance, "memorySizeGb") ?? 1;
  const passed = Object.entries(configs).filter(
    ([key, value]) => PASSED_ON.test(key) && /^[A-Za-z0-9$-]*$/.test(String(value)),
  );
  return [
    `bind ${address}`,
    'save ""',
    "protected-mode no",
    `maxmemory ${Math.round(gigabytes * GIB)}`,
    "maxmemory-policy volatile-lru",
    ...passed.map(([key, value]) => `${key} ${String(value) === "" ? '""' : String(value)}`),
    // Until somebody has asked for its password, nobody knows it.
    ...(instance.authEnabled === true
      ? [`requirepass ${textOf(store.get(`redis/${name}/auth`), "string") ?? randomUUID()}`]
      : []),
  ];
}

function listening(instance: CloudObject, { name, address, port }: Target, folder: string): string[] {
  if (instance.transitEncryptionMode !== "SERVER_AUTHENTICATION") return [`port ${port}`];
  const { certificate, key } = serverCertificateOf(`redis/${name}`, address);
  const files = { certificate: join(folder, `${address}.pem`), key: join(folder, `${address}.key`) };
  writeFileSync(files.certificate, certificate);
  writeFileSync(files.key, key, { mode: 0o600 });
  chmodSync(files.key, 0o600);
  return [
    "port 0",
    `tls-port ${port}`,
    `tls-cert-file ${files.certificate}`,
    `tls-key-file ${files.key}`,
    `tls-ca-cert-file ${files.certificate}`,
    "tls-auth-clients no",
  ];
}
