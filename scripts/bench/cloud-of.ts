import type { Cloud } from "../../rehearsal/server/cloud";
import { LoopbackCloud } from "../../rehearsal/server/http";
import { limit } from "../../rehearsal/server/kinds/quotas";
import type { Usage } from "./measure";

/** A loopback cloud with so many resources, read again and again; prints what that took. */
const READS = 50_000;
const size = Number(process.argv[2]);

const COLLECTIONS = [
  {
    at: "compute/projects/bench/global/firewalls",
    body: (index: number) => ({
      name: `one-${index}`,
      network: "projects/bench/global/networks/default",
      direction: "EGRESS",
      allowed: [{ IPProtocol: "tcp", ports: ["6379"] }],
      targetTags: ["vpc-connector"],
    }),
  },
  { at: "secretmanager/projects/bench/secrets", body: () => ({ labels: { team: "platform" } }) },
  {
    at: "run/projects/bench/locations/us-central1/services",
    body: () => ({
      template: { containers: [{ image: "hello", env: [{ name: "REDIS_HOST", value: "10.166.0.3" }] }] },
    }),
  },
];

async function main(): Promise<Usage> {
  const loopback = await LoopbackCloud.start();
  const { cloud } = loopback;
  limit({ project: "bench", metric: "FIREWALLS" }, size, cloud.store);
  for (let index = 0; index < size; index++) {
    const { at, body } = collection(index);
    const query = new URLSearchParams({ secretId: `one-${index}`, serviceId: `one-${index}` });
    cloud.answer({ method: "POST", path: at, query, body: body(index) });
  }
  reading(cloud, READS / 10);
  const began = performance.now();
  reading(cloud, READS);
  const milliseconds = performance.now() - began;
  globalThis.gc?.();
  const kilobytes = process.memoryUsage().rss / 1024;
  await loopback.close();
  return { milliseconds, kilobytes };
}

/** Past HTTP, which costs the same however much there is, and more than all the rest. */
function reading(cloud: Cloud, reads: number): void {
  const query = new URLSearchParams();
  for (let read = 0; read < reads; read++) {
    const index = (read * 7919) % size;
    cloud.answer({ method: "GET", path: `${collection(index).at}/one-${index}`, query, body: {} });
  }
}

function collection(index: number) {
  const found = COLLECTIONS[index % COLLECTIONS.length];
  if (!found) throw new Error("there is nothing to fill a cloud with");
  return found;
}

main().then((usage) => console.log(JSON.stringify(usage)));
