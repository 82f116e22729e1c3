import { instancesIn, programsIn, type RedisEndpoint, redisEndpointsOf } from "../oracle/redis-endpoints";
import type { OracleAnswer } from "../oracle/verdict";
import { rangeFrom } from "../server/geography";
import { textOf } from "../server/kind";
import type { Store } from "../server/store";
import type { Answered, Attempt } from "./agents";
import { PacketNetwork } from "./network";

/** Whether the packets of a program arrive at what it is told is its Redis, as a kernel has it. */
export interface PacketJudgement {
  /** `projects/p/locations/r/services/s` */
  program: string;
  variable: string;
  host: string;
  /** What the program is told. */
  want: RedisEndpoint;
  /** The instance that has the address. */
  redis: string | undefined;
  answer: OracleAnswer;
  reason: string;
}

/** A packet that is dropped is known by the silence: here nothing takes longer than a few milliseconds. */
const PATIENCE = 250;
/** With more rules of which nobody knows whether they act, there are too many worlds to try. */
const MOST_DOUBTS = 4;
const CONTROL_PORTS = [
  { kind: "tcp", port: 667 },
  { kind: "udp", port: 665 },
  { kind: "udp", port: 666 },
] as const;

/** A connector in this state carries nothing, wherever packets would go. */
export const CUT_OFF = "the connector is cut off from what runs it: ";

export async function judgeByPackets(store: Store): Promise<PacketJudgement[]> {
  const judged: PacketJudgement[] = [];
  for (const { name, thing } of programsIn(store)) {
    const program = name.replace(/^run\//, "");
    const wanted = redisEndpointsOf(thing, program.split("/")[1] ?? "", store);
    if (wanted.length > 0) judged.push(...(await ofProgram(program, wanted, store)));
  }
  return judged;
}

async function ofProgram(program: string, wanted: readonly RedisEndpoint[], store: Store): Promise<PacketJudgement[]> {
  const network = await PacketNetwork.open(program, store);
  try {
    await network.listen(
      "google",
      network.world.targets.map(({ address, port, name }) => ({ address, port, says: name })),
    );
    const { doubts } = network;
    const worlds = doubts.length > MOST_DOUBTS ? [new Set<string>()] : subsetsOf(doubts);
    const rounds: Sent[] = [];
    for (const acting of worlds) {
      if (doubts.length > 0) await network.apply(acting);
      rounds.push(await send(network, wanted));
    }
    return wanted.map((want, index) => {
      const [found] = instancesIn(store).filter(({ thing }) => textOf(thing, "host") === want.host);
      const { variable, host } = want;
      const said = { program, variable, host, want, redis: found?.name.replace(/^redis\//, "") };
      if (doubts.length > MOST_DOUBTS) return { ...said, answer: "cannot tell", reason: doubts.join("; ") };
      return {
        ...said,
        ...answerOf(
          want,
          rounds.map((round) => ({ ...round, all: round.answers[index] ?? [] })),
          network,
        ),
      };
    });
  } finally {
    await network.close();
  }
}

/** What came of one round of packets. */
interface Sent {
  /** For each endpoint: from each address of the caller. */
  answers: Answered[][];
  /** From each address, whether the connector reaches what runs it. */
  works: boolean[];
  taken: string[];
}

async function send(network: PacketNetwork, wanted: readonly RedisEndpoint[]): Promise<Sent> {
  const { addresses, control, caller } = network.world;
  const sources = caller.entry ? addresses : [undefined];
  const toRedis = wanted.flatMap(({ host, port }) =>
    sources.map(
      (from): Attempt => ({ kind: "tcp", from: rangeFrom(host) ? from : undefined, to: host, port: port ?? 6379 }),
    ),
  );
  const own = addresses.flatMap((from) =>
    control.flatMap((to) => CONTROL_PORTS.map((one): Attempt => ({ ...one, from, to }))),
  );
  const pings = addresses.flatMap((to) => control.map((from): Attempt => ({ kind: "udp", from, to, port: 9 })));
  const [sent, pinged] = await Promise.all([
    network.attempt("caller", [...toRedis, ...own], PATIENCE),
    network.attempt("control", pings, PATIENCE),
  ]);
  const answers = wanted.map((_, index) => sent.slice(index * sources.length, (index + 1) * sources.length));
  // Nobody listens there: that the kernel says so proves that the packet arrived, and that its answer was let out.
  const heard = (all: Answered[]) => all.map((one) => "error" in one && one.error === "ECONNREFUSED");
  const [answered, ponged] = [heard(sent.slice(toRedis.length)), heard(pinged)];
  const works = addresses.map((_, index) => {
    const part = (all: boolean[]) =>
      all.slice((index * all.length) / addresses.length, ((index + 1) * all.length) / addresses.length);
    return [...part(answered), ...part(ponged)].every(Boolean);
  });
  const isLost = sent.some((one, index) => index < toRedis.length && !("by" in one)) || works.includes(false);
  return { answers, works, taken: isLost ? await network.taken() : [] };
}

function answerOf(
  { host, port }: RedisEndpoint,
  rounds: readonly { all: Answered[]; works: boolean[]; taken: string[] }[],
  { world }: PacketNetwork,
): { answer: OracleAnswer; reason: string } {
  if (!rangeFrom(host) && host !== "localhost") {
    return { answer: "cannot tell", reason: `${host || "an empty value"} is a name, and there is no DNS here` };
  }
  const all = rounds.flatMap((round) =>
    round.all.map((answered, index) => ({ answered, works: round.works[index] ?? true })),
  );
  const arrived = all.filter(({ answered, works }) => "by" in answered && works);
  const taken = [...new Set(rounds.flatMap((round) => round.taken))];
  const errors = [
    ...new Set(all.map(({ answered }) => ("error" in answered ? answered.error : `answered by ${answered.by}`))),
  ];
  const why = [world.caller.lost ?? "", ...errors, ...taken].filter((one) => one !== "").join(", ");
  if (arrived.length === all.length) return { answer: "reachable", reason: why };
  if (taken.includes("appliance"))
    return { answer: "cannot tell", reason: `a route leads to a machine of somebody's: ${why}` };
  if (arrived.length > 0) return { answer: "cannot tell", reason: `${arrived.length} of ${all.length} arrive: ${why}` };
  const isThere = world.targets.some(({ address }) => address === host);
  if (port === undefined && isThere && errors.includes("ECONNREFUSED")) {
    return { answer: "cannot tell", reason: "nothing says the port" };
  }
  return { answer: "blocked", reason: `${all.some(({ works }) => !works) ? CUT_OFF : ""}${why}` };
}

function subsetsOf(all: readonly string[]): Set<string>[] {
  return Array.from({ length: 2 ** all.length }, (_, bits) => new Set(all.filter((__, index) => (bits >> index) & 1)));
}
