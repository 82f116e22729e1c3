import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { whyNoPackets } from "../packets/needs";
import { findTools, MissingTool } from "../tools";
import { type OracleCase, oracleCases } from "./cases";
import { compare, compareWithPackets, INPUTS, isKeptOut, relation } from "./compare";
import { attempt, type Trial } from "./trial";

class WrongUsage extends Error {}

const KEPT = resolve(__dirname, "../out/oracle");
const USAGE = `npm run oracle [-- [--again] [--packets] [--workers 2] [CASE...]]

Applies each case of verify to a loopback cloud, judges the cloud, and compares the verdicts of lineup.
--again    compares the files that the last run kept in rehearsal/out/oracle, and applies nothing
--packets  sends packets through a kernel that has the network of the cloud, and compares the state alone;
           with --again it takes a second for each case. Needs Linux, root, ip and nft`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      again: { type: "boolean" },
      packets: { type: "boolean", default: false },
      workers: { type: "string", default: "2" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const missing = values.packets ? whyNoPackets() : undefined;
  if (missing !== undefined) throw new MissingTool(missing);
  const all = oracleCases();
  const wanted = positionals.length === 0 ? all : positionals.map((id) => named(id, all));
  mkdirSync(KEPT, { recursive: true });
  if (!values.again) await applyAll(wanted, Number(values.workers));
  return report(wanted, values.packets);
}

function named(id: string, all: readonly OracleCase[]): OracleCase {
  const found = all.find((one) => one.id === id);
  if (!found) throw new WrongUsage(`there is no case ${JSON.stringify(id)} - docs/verification.md lists them`);
  return found;
}

/** Each worker has a folder, and in it the provider, which is installed once. */
async function applyAll(wanted: readonly OracleCase[], workers: number): Promise<void> {
  const tools = findTools();
  const workshop = mkdtempSync(join(tmpdir(), "oracle-"));
  const waiting = [...wanted];
  const work = async (_: unknown, index: number) => {
    const folder = join(workshop, String(index));
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const start = Date.now();
      const trial = await attempt(one, folder, tools);
      // A state may hold secrets: the file is its owner's alone.
      writeFileSync(fileOf(one), JSON.stringify(trial), { mode: 0o600 });
      const seconds = ((Date.now() - start) / 1000).toFixed(1);
      console.log(`${one.id} (${seconds} s)${trial.leftOut === undefined ? "" : `: left out, ${trial.leftOut}`}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function fileOf({ id }: { id: string }): string {
  return join(KEPT, `${id}.json`);
}

/** Prints disagreements and counts the rest. Anything worse than undecided fails the run. */
async function report(wanted: readonly OracleCase[], packets: boolean): Promise<number> {
  const counts = new Map<string, number>();
  let failures = 0;
  let left = 0;
  for (const one of wanted.filter((one) => existsSync(fileOf(one)))) {
    const trial = readTrial(one);
    if (trial.leftOut !== undefined) {
      left += 1;
      continue;
    }
    const { truth, lineup } = packets ? await compareWithPackets(trial) : compare(trial, one.outOfBand !== undefined);
    if (!packets && one.label !== undefined && one.label !== truth.said) {
      console.log(`${one.id}: the label is ${one.label}, the cloud ${truth.said} (${truth.why})`);
    }
    for (const input of INPUTS) {
      const opinion = lineup[input];
      if (!opinion) continue;
      const plain = relation(truth, opinion);
      const unseen = plain === "broken promise" && one.invisibleBecause !== undefined;
      const how = unseen ? "not visible" : plain !== "agrees" && isKeptOut(truth, opinion) ? "kept out" : plain;
      counts.set(`${input}: ${how}`, (counts.get(`${input}: ${how}`) ?? 0) + 1);
      if (how === "agrees") continue;
      if (how === "broken promise" || how === "false alarm") failures += 1;
      const because = how === "not visible" ? one.invisibleBecause : opinion.why;
      console.log(`${how}: ${one.id} as ${input}: lineup ${opinion.paths.join(", ") || opinion.said} (${because})`);
      console.log(`  the cloud ${truth.paths.join(", ") || truth.said} (${truth.why})`);
    }
  }
  const judged = [...counts].sort().map(([what, count]) => `${what} ${count}`);
  console.log(["", ...judged, `${left} cases left out`].join("\n"));
  return failures > 0 ? 1 : 0;
}

function readTrial(one: OracleCase): Trial {
  return JSON.parse(readFileSync(fileOf(one), "utf8"));
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof MissingTool || error instanceof WrongUsage)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  },
);
