import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { Store } from "../server/store";
import { type Answered, ATTEMPT, type Attempt, LISTEN, type Listener } from "./agents";
import { firewallScript, networkScript } from "./build";
import { Namespaces } from "./namespaces";
import { targetsIn, type World, worldOf } from "./world";

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
    const { code, stderr } = await this.namespaces.run(
      "caller",
      "nft",
      ["-f", "-"],
      firewallScript(this.world.stages, acting),
    );
    if (code !== 0) throw new Error(`nft refused the rules: ${stderr.trim()}`);
  }

  /** Starts a program where the caller is. */
  startAsCaller(program: string, args: readonly string[], options?: SpawnOptions): ChildProcess {
    return this.namespaces.start("caller", program, args, options);
  }

  /** Starts a program where this Redis is; undefined where the caller's network is not peered with one of this name. */
  startAsRedis(
    name: string,
    program: string,
    args: readonly string[],
    options?: SpawnOptions,
  ): ChildProcess | undefined {
    const found = targetsIn(this.world).find(({ target }) => target.name === name);
    return found && this.namespaces.start(found.place, program, args, options);
  }

  /** Listens at all of these in one of the places; resolves when somebody could connect. */
  async listen(place: string, listeners: readonly Listener[]): Promise<void> {
    const stdio: SpawnOptions["stdio"] = ["ignore", "pipe", "inherit"];
    const child = this.namespaces.start(place, process.execPath, ["--eval", LISTEN, JSON.stringify({ listeners })], {
      stdio,
    });
    await new Promise<void>((done, failed) => {
      child.stdout?.once("data", () => done());
      child.once("error", failed);
      child.once("close", (code) => failed(new Error(`nobody listens in ${place}: Node ended with ${code}`)));
    });
  }

  async attempt(place: string, attempts: readonly Attempt[], patience: number): Promise<Answered[]> {
    if (attempts.length === 0) return [];
    const orders = JSON.stringify({ attempts, patience });
    const { code, stdout, stderr } = await this.namespaces.run(place, process.execPath, ["--eval", ATTEMPT, orders]);
    if (code !== 0) throw new Error(`the attempts in ${place} failed: ${stderr.trim()}`);
    return JSON.parse(stdout);
  }

  /** The rules of the caller, and the ways out of its network, that have taken packets. */
  async taken(): Promise<string[]> {
    const listed = await Promise.all(
      ["caller", "vpc"].map((place) => this.namespaces.run(place, "nft", ["list", "ruleset"])),
    );
    const lines = listed.flatMap(({ stdout }) => stdout.split("\n"));
    return lines.flatMap((line) => /counter packets [1-9]\d* .*comment "([^"]*)"/.exec(line)?.[1] ?? []);
  }

  close(): Promise<void> {
    return this.namespaces.close();
  }
}
