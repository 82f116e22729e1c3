import { spawnSync } from "node:child_process";
import { whyNoPackets } from "../packets/needs";

/** Why no container can be run on this machine; undefined where one can. */
export function whyNoMachine(): string | undefined {
  const lacking = spawnSync("redis-server", ["--version"], { stdio: "ignore" }).status !== 0;
  return lacking ? "a real Redis needs redis-server: apt-get install redis-server" : whyNoPackets();
}
