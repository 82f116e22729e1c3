import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { whyNoPackets } from "../packets/needs";
import { findTools, MissingTool } from "../tools";
import { type OracleCase, oracleCases } from "./cases";
import { fileOf, KEPT } from "./kept";
import { report } from "./report";
import { attempt } from "./trial";

class WrongUsage extends Error {}

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
