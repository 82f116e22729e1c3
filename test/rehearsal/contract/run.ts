import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LiveProject } from "../../../lineup/test/inventory/live";
import { Ledger } from "../../../rehearsal/contract/ledger";
import { here, Rehearsal } from "../../../rehearsal/rehearse";
import { Sandbox } from "../../../rehearsal/sandbox";
import { ScenarioContext } from "../../../rehearsal/scenario-context";
import { LoopbackCloud } from "../../../rehearsal/server/http";
import { type Tools, toolsOrWhyNot } from "../../../rehearsal/tools";
import { lifecycles } from "../server/lifecycle/all";
import { Passage } from "../server/lifecycle/passage";

/**
 * `npm run contract`: real Terraform and lineup talk to the loopback cloud, and every exchange is held against Google's
 * documents (facts/google-apis). Exit 1 where Google would refuse a request or would not give an answer, 2 where a tool
 * is missing or an argument is given: it takes none.
 */
const folder = mkdtempSync(join(tmpdir(), "contract-"));
const ledger = new Ledger();
LoopbackCloud.listeners.add((exchange) => ledger.note(exchange));

async function main(): Promise<number> {
  const [extra] = process.argv.slice(2);
  if (extra !== undefined) {
    console.error(
      `npm run contract takes no arguments, got ${JSON.stringify(extra)}: docs/rehearsal.md says what it does`,
    );
    return 2;
  }
  const tools = toolsOrWhyNot();
  if (typeof tools === "string") {
    console.error(tools);
    return 2;
  }
  const failed: string[] = [];
  for (const [program, run] of programs(tools)) {
    ledger.begin(program);
    console.log(`- ${program}`);
    failed.push(...(await run()));
  }
  const wrong = [...failed, ...ledger.wrong];
  console.log(["", ...ledger.lines(), "", ...wrong].join("\n"));
  return wrong.length > 0 ? 1 : 0;
}

/** Each with what went wrong in it. */
function* programs(tools: Tools): Generator<[string, () => Promise<string[]>]> {
  yield ["lifecycles", () => passage(tools)];
  for (const scenario of ["life", "incident", "adopt", "faults"]) yield [scenario, () => scenes(scenario)];
  yield ["replay of production", () => replay("production", tools)];
  yield ["inventory", inventory];
}

async function passage(tools: Tools): Promise<string[]> {
  const sandbox = await Sandbox.open(join(folder, "lifecycles"), tools);
  try {
    return await new Passage(sandbox, tools, lifecycles).all();
  } finally {
    await sandbox.close();
  }
}

async function scenes(...args: string[]): Promise<string[]> {
  const said: string[] = [];
  const print = (line: string) => said.push(line);
  const out = join(folder, "rehearsed");
  const code = await new Rehearsal({ ...here, print, printError: print, hasTerminal: false, out }).run(args);
  return code === 0 ? [] : said;
}

/** What ships, applied as it is. */
async function replay(stack: string, tools: Tools): Promise<string[]> {
  const context = new ScenarioContext(tools, join(folder, "synthesis"), () => {});
  try {
    return await scenes("replay", join(await context.synthesize(), stack));
  } finally {
    await context.close();
  }
}

async function inventory(): Promise<string[]> {
  const live = await LiveProject.open();
  try {
    await live.settle();
    const { unread } = await live.read();
    return unread.map(({ what, why }) => `${what} could not be read: ${why}`);
  } finally {
    await live.close();
  }
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));
