import { spawnSync } from "node:child_process";

const NEEDED: [program: string, args: string[], from: string][] = [
  ["ip", ["-V"], "iproute2"],
  ["nft", ["--version"], "nftables"],
  ["nsenter", ["--version"], "util-linux"],
  ["unshare", ["--version"], "util-linux"],
];

/** Why no packets can be sent on this machine: undefined where they can. */
export function whyNoPackets(): string | undefined {
  if (process.platform !== "linux") return `packets need Linux, and this is ${process.platform}`;
  if (process.getuid?.() !== 0) return "packets need root, for network namespaces of their own";
  const lacking = NEEDED.find(([program, args]) => spawnSync(program, args, { stdio: "ignore" }).status !== 0);
  if (lacking) return `packets need ${lacking[0]}: apt-get install ${lacking[2]}`;
  // In a container root may be refused what a namespace needs.
  const tried = spawnSync("unshare", ["--net", "--mount", "--pid", "--fork", "nft", "add table inet f"], {
    encoding: "utf8",
  });
  return tried.status === 0 ? undefined : `packets need a network namespace with nft in it: ${tried.stderr.trim()}`;
}
