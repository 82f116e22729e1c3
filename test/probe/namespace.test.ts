import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUDGET_MS } from "../../probe/job";
import { exitCodeOf, type Phase } from "../../probe/phases";
import { itNeeds, type Need } from "../support/needs";
import { runProbe, together } from "../support/probe/run-probe";

const folder = mkdtempSync(join(tmpdir(), "namespace-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, "resolv.conf"), "nameserver 10.166.0.9\n");

/**
 * A network in which 10.166.0.3 and the name server 10.166.0.9 have an address and nobody behind it, so that packets to
 * them are lost, and from which no other route leads anywhere. It ends with the program that runs in it.
 */
const SETUP = `set -e
ip link set lo up
ip link add probe0 type veth peer name probe1
ip address add 10.166.0.1/24 dev probe0
ip link set probe0 up
ip link set probe1 up
for host in 10.166.0.3 10.166.0.9; do ip neighbour add $host lladdr 02:00:00:00:00:03 dev probe0; done
ip route add unreachable 10.9.0.0/16
ip route add prohibit 10.8.0.0/16
mount --bind ${join(folder, "resolv.conf")} /etc/resolv.conf
exec "$@"`;
const WITHIN = ["unshare", "--net", "--mount", "sh", "-c", SETUP, "sh"];

const namespace: Need = {
  missing:
    process.platform === "linux" && spawnSync(WITHIN[0] ?? "", [...WITHIN.slice(1), "true"]).status === 0
      ? undefined
      : "a network namespace takes Linux, root, unshare and ip",
};

const cases: { fault: string; host: string; phase: Phase; code: string; says: RegExp }[] = [
  {
    fault: "packets are dropped",
    host: "10.166.0.3",
    phase: "tcp",
    code: "ETIMEDOUT",
    says: /within 2500 ms.*firewall/,
  },
  { fault: "no route", host: "10.7.0.1", phase: "tcp", code: "ENETUNREACH", says: /no route/ },
  { fault: "a host that is unreachable", host: "10.9.0.1", phase: "tcp", code: "EHOSTUNREACH", says: /no route/ },
  { fault: "a network that is forbidden", host: "10.8.0.1", phase: "tcp", code: "EACCES", says: /took no connection/ },
  {
    fault: "a name server that is silent",
    host: "redis.internal",
    phase: "dns",
    code: "ETIMEDOUT",
    says: /redis\.internal/,
  },
];

const startsAndEnds = () => {
  const start = performance.now();
  spawnSync(WITHIN[0] ?? "", [...WITHIN.slice(1), process.execPath, "--eval", "0"]);
  return performance.now() - start;
};

async function run({ host }: (typeof cases)[number]) {
  const start = performance.now();
  const outcome = await runProbe({ REDIS_HOST: host, REDIS_PORT: "6379", REDIS_PASSWORD: "secret" }, WITHIN);
  return { ...outcome, took: performance.now() - start };
}

let runs: ReturnType<typeof run>[] = [];
if (!namespace.missing) {
  beforeAll(() => {
    runs = together(cases, run);
  });
}

for (const [index, it] of cases.entries()) {
  itNeeds(namespace, `in a network of its own, ${it.fault}: ${it.phase} ${it.code}`, async () => {
    const { exitCode, result, took } = await (runs[index] ?? run(it));
    expect({ exitCode, phase: result.phase, code: result.code, message: result.message }).toEqual({
      ...{ exitCode: exitCodeOf(it.phase), phase: it.phase, code: it.code, message: expect.stringMatching(it.says) },
    });
    // Nothing keeps the process once it has said so: a thread that still waits for a name would.
    const isInTime = (ms: number) => ms - startsAndEnds() <= BUDGET_MS * 1.1;
    expect(isInTime(took) || isInTime((await run(it)).took)).toBe(true);
  });
}
