import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import type { Act } from "./find";
import { writeStubs } from "./stubs";

/** Every `ubuntu-24.04` is this machine. */
const RUNNER = ["-P", "ubuntu-24.04=-self-hosted"];

export interface ActRun {
  /** The checkout that act reads the workflow in. */
  folder: string;
  file: string;
  event: string;
  payload: object;
  env: Record<string, string>;
  vars: Record<string, string>;
  token: string;
  /** Jobs of a matrix that are run: others of the same key are not. */
  matrix?: Record<string, string>;
}

/** Starts act, always with the same actions, tools and places. */
export class ActRunner {
  readonly artifacts: string;
  private readonly actions: Map<string, string>;
  private readonly cache: string;

  /** `node`: the version that the workflows ask for; they get the Node of this process. `repositories`: more actions. */
  constructor(
    readonly act: Act,
    private readonly place: string,
    node: string,
    repositories: Map<string, string> = new Map(),
  ) {
    this.actions = new Map([...act.actions, ...writeStubs(join(place, "stubs"), act.stubbed), ...repositories]);
    [this.artifacts, this.cache] = [join(place, "artifacts"), join(place, "cache")];
    mkdirSync(this.artifacts, { recursive: true });
    linkNode(join(this.cache, "tool_cache/node", node), process.arch);
    // It would install a linter, of which nothing is asked here.
    mkdirSync(join(place, "bin"));
    writeFileSync(join(place, "bin/pipx"), "#!/bin/sh\n", { mode: 0o755 });
  }

  /** What to start, and with what in its environment. */
  async command(run: ActRun): Promise<{ args: string[]; env: NodeJS.ProcessEnv }> {
    const payload = join(this.place, `event-${run.env.GITHUB_RUN_ID}.json`);
    writeFileSync(payload, JSON.stringify(run.payload));
    const repositories = [...this.actions].map(([name, folder]) => `--local-repository=${name}=${folder}`);
    // A branch could have files by these names.
    const files = ["env", "secret", "var", "input"].map((name) => `--${name}-file=/dev/null`);
    const args = [
      ...[run.event, "-C", run.folder, "-W", `.github/workflows/${run.file}`, "--no-recurse", ...RUNNER, "--json"],
      ...["--no-skip-checkout", "--no-cache-server", `--action-cache-path=${this.cache}`, `--eventpath=${payload}`],
      ...[`--artifact-server-path=${this.artifacts}`, "--artifact-server-addr=127.0.0.1"],
      ...[`--artifact-server-port=${await freePort()}`, "--concurrent-jobs=1", ...repositories, ...files],
      ...Object.entries(run.matrix ?? {}).map(([key, value]) => `--matrix=${key}:${value}`),
      ...Object.entries(run.env).map(([name, value]) => `--env=${name}=${value}`),
      ...Object.entries(run.vars).map(([name, value]) => `--var=${name}=${value}`),
      `--secret=GITHUB_TOKEN=${run.token}`,
    ];
    // What steps may not have: a token before they sign in. The caller's own settings of act are not read.
    const env = {
      ...{ GOOGLE_OAUTH_ACCESS_TOKEN: undefined, XDG_CONFIG_HOME: join(this.place, "config"), NO_COLOR: "1" },
      // Every job installs the same packages.
      npm_config_prefer_offline: "true",
      PATH: [join(this.place, "bin"), process.env.PATH].join(delimiter),
    };
    return { args, env };
  }
}

/** Where setup-node looks before it downloads. */
function linkNode(version: string, arch: string): void {
  const bin = join(version, arch, "bin");
  mkdirSync(bin, { recursive: true });
  for (const program of ["node", "npm", "npx"]) {
    symlinkSync(join(dirname(process.execPath), program), join(bin, program));
  }
  writeFileSync(join(version, `${arch}.complete`), "");
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });
}
