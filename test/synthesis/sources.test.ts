import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";

const root = join(__dirname, "../..");

describe("a synthesis", () => {
  const outdir = temporaryFolder();
  const stack = join(outdir, "stacks", "staging");
  const json = (file: string) => JSON.parse(readFileSync(join(stack, file), "utf8"));
  let sources: Record<string, string>;

  beforeAll(() => {
    const run = spawnSync(process.execPath, ["build/run.js", "main.ts"], {
      cwd: root,
      env: { ...process.env, CDKTF_OUTDIR: outdir },
      encoding: "utf8",
    });
    expect(run).toMatchObject({ status: 0, stderr: "" });
    sources = json("sources.json");
  });

  test("says for every resource where it was said", () => {
    const resources: Record<string, Record<string, unknown>> = json("cdk.tf.json").resource;
    const addresses = Object.entries(resources).flatMap(([type, byName]) =>
      Object.keys(byName).map((name) => `${type}.${name}`),
    );
    expect(Object.keys(sources).sort()).toEqual(addresses.sort());
  });

  test("in lines that exist, relative to the repository", () => {
    for (const source of Object.values(sources)) {
      const [file, line] = source.split(":") as [string, string];
      expect(file).toMatch(/^(stacks|environments)\//);
      expect(existsSync(join(root, file))).toBe(true);
      expect(readFileSync(join(root, file), "utf8").split("\n").length).toBeGreaterThanOrEqual(Number(line));
    }
  });

  test("which are the sentences, not what carries them out", () => {
    const said = (address: string) => {
      const [file, line] = (sources[address] ?? "").split(":") as [string, string];
      return readFileSync(join(root, file), "utf8").split("\n")[Number(line) - 1];
    };
    expect(said("google_redis_instance.cache")).toContain("new RedisCache(");
    expect(said("google_compute_firewall.firewall_redis_egress")).toContain(".connectTo(cache)");
    expect(said("google_compute_network.network")).toContain("Network.dedicated(");
  });

  test("keeps them out of the JSON that ships", () => {
    expect(readFileSync(join(stack, "cdk.tf.json"), "utf8")).not.toContain("environment-stack.ts");
  });
});
