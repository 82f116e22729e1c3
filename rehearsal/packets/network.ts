import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { Store } from "../server/store";
import { type Answered, ATTEMPT, type Attempt, LISTEN, type Listener } from "./agents";
import { firewallScript, networkScript } from "./build";
import { Namespaces, type Ran, type RunOptions } from "./namespaces";
import { type World, worldOf } from "./world";

/** The network of one program, in a kernel: its packets are real, and nothing of it can be seen or reached from outside. */
export class PacketNetwork {
  private constructor(
    readonly world: World,
    private readonly namespaces: Namespaces,
  ) {}

  /** `program`: as its API knows it, `projects/p/locations/r/jobs/j`. It is built with every rule acting that may act. */
  static async open(program: string, store: Store): Promise<PacketNetwork> {
    const world = worldOf(program, store);
    const namespaces = await Namespaces.open();
    try {
      await namespaces.shell(networkScript(world));
      const network = new PacketNetwork(world, namespaces);
      await network.apply(new Set(network.doubts));
      return network;
    } catch (error) {
      await namespaces.close();
      throw error;
    }
  }

  /** What Google's documents leave open: which of these rules act. */
  get doubts(): string[] {
    return [...new Set(this.world.stages.flat().flatMap(({ doubt }) => doubt ?? []))];
  }

  /** Puts the rules in place, of the doubtful ones only these. */
  async apply(acting: ReadonlySet<string>): Promise<void> {
    const input = firewallScript(this.world.stages, acting);
    const { code, stderr } = await this.namespaces.run("caller", "nft", ["-f", "-"], { input });
    if (code !== 0) throw new Error(`nft refused the rules: ${stderr.trim()}`);
  }

  /** Starts a program in one of the places: `caller` is where the program is, `targetsIn(world)` says where each Redis is. */
  start(place: string, program: string, args: readonly string[], options?: SpawnOptions): ChildProcess {
    return this.namespaces.start(place, program, args, options);
  }

  /** Runs a program in one of the places to its end. */
  run(place: string, program: string, args: readonly string[], options?: RunOptions): Promise<Ran> {
    return this.namespaces.run(place, program, args, options);
  }

  /** Starts a program in one of the places that ends with the network; resolves when it has said that it is ready. */
  async serve(
    place: string,
    program: string,
    args: readonly string[],
    { input = "", ready }: { input?: string; ready: RegExp },
  ): Promise<void> {
    const child = this.namespaces.start(place, program, args, { stdio: ["pipe", "pipe", "inherit"] });
    child.stdin?.on("error", () => {}).end(input);
    let said = "";
    await new Promise<void>((done, failed) => {
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        said = `${said}${text}`.slice(-10_000);
        if (ready.test(said)) done();
      });
      child.once("error", failed);
      child.once("close", (code) => failed(new Error(`${program} in ${place} ended with ${code}: ${said.trim()}`)));
    });
  }

  /** Listens at all of these in one of the places. */
  async listen(place: string, listeners: readonly Listener[]): Promise<void> {
    if (listeners.length === 0) return;
    const args = ["--eval", LISTEN, JSON.stringify({ listeners })];
    await this.serve(place, process.execPath, args, { ready: /^ready/ });
  }

  async attempt(place: string, attempts: readonly Attempt[], patience: number): Promise<Answered[]> {
    if (attempts.length === 0) return [];
    const orders = JSON.stringify({ attempts, patience });
    const { code, stdout, stderr } = await this.namespaces.run(place, process.execPath, ["--eval", ATTEMPT, orders]);
    if (code !== 0) throw new Error(`the attempts in ${place} failed: ${stderr.trim()}`);
    return JSON.parse(stdout);
  }

  /** The rules that have dropped packets of the caller, and where nobody answers and packets went. */
  async taken(): Promise<string[]> {
    const listed = await Promise.all(
      ["caller", "vpc"].map((place) => this.namespaces.run(place, "nft", ["list", "ruleset"])),
    );
    const lines = listed.flatMap(({ stdout }) => stdout.split("\n"));
    const taken = lines.filter((line) => /counter packets [1-9]/.test(line) && !line.includes(" accept comment "));
    return taken.flatMap((line) => /comment "([^"]*)"/.exec(line)?.[1] ?? []);
  }

  close(): Promise<void> {
    return this.namespaces.close();
  }
}
