import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { buildSync } from "esbuild";
import { Namespaces } from "../../../rehearsal/packets/namespaces";
import { whyNoPackets } from "../../../rehearsal/packets/needs";
import { itNeeds } from "../../support/needs";

const need = { missing: whyNoPackets() };
const SOURCE = join(__dirname, "../../../rehearsal/packets/namespaces.ts");

const namedHere = () => (existsSync("/run/netns") ? readdirSync("/run/netns") : []);

/** Undefined where it is gone, or waits to be noticed as gone. */
async function ended(pid: number): Promise<void> {
  for (const start = Date.now(); Date.now() - start < 20_000; await setTimeout(20)) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
  }
  throw new Error(`process ${pid} goes on`);
}

describe("network namespaces", () => {
  itNeeds(need, "cannot be seen from outside, and say what is wrong with their script", async () => {
    const before = namedHere();
    const namespaces = await Namespaces.open();
    try {
      await namespaces.shell("ip netns add caller && ip -n caller link set lo up");
      const { stdout } = await namespaces.run("caller", "ip", ["-o", "link"]);
      expect(stdout.trim().split("\n")).toHaveLength(1);
      expect(namedHere()).toEqual(before);
      await expect(namespaces.shell("ip netns add caller")).rejects.toThrow(
        /could not be built \(\d+\): .*File exists/,
      );
    } finally {
      await namespaces.close();
    }
    await namespaces.close();
  });

  itNeeds(need, "are gone with every program in them when the program that opened them is killed", async () => {
    const { outputFiles } = buildSync({
      entryPoints: [SOURCE],
      bundle: true,
      platform: "node",
      write: false,
      format: "cjs",
    });
    const open = `
      module.exports.Namespaces.open().then(async (namespaces) => {
        await namespaces.shell("ip netns add caller");
        const child = namespaces.start("caller", "sh", ["-c", "while true; do sleep 1; done"], { stdio: "ignore" });
        console.log(JSON.stringify([child.pid, namespaces.holder.pid]));
      });`;
    const owner = spawn(process.execPath, ["--eval", `${outputFiles[0]?.text}${open}`], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said] = (await once(owner.stdout, "data")) as [Buffer];
    owner.kill("SIGKILL");
    for (const pid of JSON.parse(String(said)) as number[]) await ended(pid);
  });
});
