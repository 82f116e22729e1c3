import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";

const root = join(__dirname, "../..");
const temporaryPlace = temporaryFolder();

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

test("a synthesis knows its lines whatever the folder of the checkout is called", () => {
  const place = join(temporaryPlace, "é's #1 100%20 (copy)?");
  for (const name of [
    "build",
    "constructs",
    "stacks",
    "environments",
    "addressing",
    "synthesis",
    "facts",
    "probe",
    "watch",
    "main.ts",
  ]) {
    cpSync(join(root, name), join(place, name), {
      recursive: true,
      filter: (file) => file !== join(root, "build/out"),
    });
  }
  for (const name of ["src", "package.json"]) {
    cpSync(join(root, "lineup", name), join(place, "lineup", name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(place, "node_modules"));
  const run = spawnSync(process.execPath, ["build/run.js", "main.ts"], {
    cwd: place,
    env: { ...process.env, CDKTF_OUTDIR: join(place, "out") },
    encoding: "utf8",
  });
  expect(run).toMatchObject({ status: 0, stderr: "" });
  const sources: Record<string, string> = JSON.parse(
    readFileSync(join(place, "out/stacks/staging/sources.json"), "utf8"),
  );
  expect(sources["google_redis_instance.cache"]).toMatch(/^stacks\/environment-stack\.ts:\d+$/);
});
