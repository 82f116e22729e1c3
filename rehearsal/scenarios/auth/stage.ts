import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { apply, assertNothingToDo, assertReachable, init, plan } from "../../plans";
import { type CommandResult, type Sandbox, succeeded } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { assertThat } from "../../steps";
import { lineup } from "../incident/lineup-commands";
import { windowOf, written } from "./observed";

export type Tier = "BASIC" | "STANDARD_HA";

export interface Transition {
  of: "on" | "rotated" | "off";
  tier: Tier;
  /** Whether it is the apply that imports Redis and its services. */
  is: "fresh" | "adopted";
  /** Requests from the change of Redis to the last service that is updated. */
  calls: number;
}

/** One Redis and its services, and the roots that are applied to them in turn. */
export class Stage {
  readonly transitions: Transition[] = [];
  private readonly roots = new Map<string, string>();
  private current: Sandbox | undefined;

  constructor(
    readonly context: ScenarioContext,
    readonly tier: Tier,
  ) {}

  get sandbox(): Sandbox {
    if (!this.current) throw new Error("nothing has been built yet");
    return this.current;
  }

  /** The app with this AUTH and memory, in a folder of its own. */
  async synthesized(auth: "on" | "off", memory: number): Promise<string> {
    const name = `${this.tier}-${auth}-${memory}`;
    const known = this.roots.get(name);
    if (known !== undefined) return known;
    const env = { REDIS_AUTH: auth, REDIS_TIER: this.tier, REDIS_MEMORY: String(memory) };
    const { ran, outdir } = await this.context.app("rehearsal/auth.ts", name, env);
    succeeded(ran);
    const root = join(outdir, "stacks/staging");
    this.roots.set(name, root);
    return root;
  }

  async use(root: string): Promise<void> {
    this.current = this.current?.beside(root) ?? (await this.context.sandboxWithBucket(root));
    await init(this.current);
  }

  /** One apply writes exactly this, in this order; nothing is left to do, and every path arrives. */
  async applyOnce(...expected: string[]): Promise<string> {
    const { sandbox } = this;
    const already = sandbox.cloud.asked.length;
    succeeded(await apply(sandbox));
    const order = written(sandbox, already);
    await assertNothingToDo(sandbox);
    await assertReachable(this.context, sandbox);
    assertThat(order.join() === expected.join(), `written: ${expected.join(", ")}; not ${order.join(", ")}`);
    return order.join(", then ");
  }

  /** How many requests there have been: a transition is counted from here on. */
  get asked(): number {
    return this.sandbox.cloud.asked.length;
  }

  /** Writes down how long the services were without, in requests. */
  noteWindow(of: Transition["of"], is: Transition["is"], since: number): void {
    this.transitions.push({ of, tier: this.tier, is, calls: windowOf(this.sandbox, since) });
  }

  /** `lineup review` of the plan. It holds the AUTH string, so only the owner may read its file. */
  async review(): Promise<CommandResult> {
    const file = join(this.context.folder, "review.json");
    writeFileSync(file, JSON.stringify((await plan(this.sandbox)).json), { mode: 0o600 });
    return lineup(this.sandbox, "review", file);
  }
}
