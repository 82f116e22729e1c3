import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PacketNetwork } from "../packets/network";
import { targetsIn } from "../packets/world";
import { pathOf } from "../server/kind";
import { type Container, type Ended, type Machine, NotStarted } from "../server/runs/machine";
import type { Store } from "../server/store";
import { serveRedis } from "./redis";

/** Cloud Run ends a container with SIGTERM, and ten seconds later with SIGKILL. */
const GRACE = 10_000;
/** A container that writes without an end fills no memory here. */
const MOST_OUTPUT = 1024 * 1024;

/**
 * Runs a container's command by the Node of this process, in a network of its own: that of its job, built from the store,
 * with a redis-server at the address of each Redis that the network is peered with.
 */
export const machine: Machine = (container, store) => {
  demandNode(container);
  const stopping = new AbortController();
  return { ended: runIn(container, store, stopping.signal), stop: () => stopping.abort() };
};

/** The only image that this machine has is Node's, wherever it comes from. */
function demandNode({ image, command }: Container): void {
  if (!/(^|\/)node([:@]|$)/.test(image)) throw new NotStarted("CONTAINER_MISSING", `Image '${image}' not found.`);
  if (command[0] === "node") return;
  const said = JSON.stringify(command[0] ?? "");
  throw new NotStarted("INTERNAL", `this machine stands in for the command node alone, got ${said}`);
}

async function runIn(container: Container, store: Store, stopping: AbortSignal): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), "container-"));
  try {
    const network = await PacketNetwork.open(pathOf(container.job), store);
    try {
      const all = targetsIn(network.world);
      await Promise.all(all.map(({ place, target }) => serveRedis(network, { place, target, folder, store })));
      const env = { PATH: process.env.PATH, ...mounted(container, folder) };
      const args = [...container.command.slice(1), ...container.args];
      const child = network.start("caller", process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
      return await endOf(child, container.milliseconds, stopping);
    } finally {
      await network.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files lie below a folder of this container; a variable that names one of them names it there. */
function mounted({ env, files }: Container, folder: string): Record<string, string> {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, "mounted", path)), { recursive: true });
    writeFileSync(join(folder, "mounted", path), content, { mode: 0o600 });
  }
  const there = (value: string) => (Object.hasOwn(files, value) ? join(folder, "mounted", value) : value);
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, there(value)]));
}

function endOf(child: ChildProcess, milliseconds: number, stopping: AbortSignal): Promise<Ended> {
  const written = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (text: string) => {
      written[stream] = `${written[stream]}${text}`.slice(0, MOST_OUTPUT);
    });
  }
  let isTimedOut = false;
  let killing: NodeJS.Timeout | undefined;
  const stop = () => {
    signal(child, "SIGTERM");
    killing = setTimeout(() => signal(child, "SIGKILL"), GRACE);
  };
  const timer = setTimeout(() => {
    isTimedOut = true;
    stop();
  }, milliseconds);
  if (stopping.aborted) stop();
  stopping.addEventListener("abort", stop);
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => {
      clearTimeout(timer);
      clearTimeout(killing);
      stopping.removeEventListener("abort", stop);
      const lines = (text: string) => text.split("\n").filter((line) => line !== "");
      done({
        exitCode: isTimedOut ? undefined : (code ?? undefined),
        isTimedOut,
        stdout: lines(written.stdout),
        stderr: lines(written.stderr),
      });
    });
  });
}

/** To its whole group: what enters the namespace, and the program in it. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch {
    // It has ended by itself.
  }
}
