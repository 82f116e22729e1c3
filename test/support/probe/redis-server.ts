import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { connect } from "node:net";
import type { Need } from "../needs";

export const redisServer: Need = {
  missing: spawnSync("redis-server", ["--version"]).status === 0 ? undefined : "redis-server is not installed",
};

const WITHOUT_DISK = ["--save", "", "--appendonly", "no", "--bind", "127.0.0.1"];

/** A real Redis on this machine, without a disk; `args`: its port, and what else it is told. */
export async function startRedis(folder: string, port: number, ...args: string[]): Promise<ChildProcess> {
  const server = spawn("redis-server", ["--dir", folder, ...WITHOUT_DISK, ...args], { stdio: "ignore" });
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isOpen(port)) return server;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  server.kill();
  throw new Error(`redis-server does not listen on ${port}`);
}

const isOpen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() !== undefined));
    socket.on("error", () => resolve(false));
  });

/** What it answers to these commands, one after another, as the bytes that come. */
export function tell(port: number, ...commands: string[][]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(text));
    for (const words of [...commands, ["QUIT"]]) {
      socket.write(`*${words.length}\r\n${words.map((it) => `$${Buffer.byteLength(it)}\r\n${it}\r\n`).join("")}`);
    }
  });
}
