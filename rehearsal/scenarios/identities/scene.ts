import { join } from "node:path";
import { applyBootstrap, bootstrap } from "../../bootstrapped";
import { OWNER_TOKEN } from "../../endpoints";
import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { accountOf, give, type Person, PLAYED, type Played, takeAway } from "./grants";

const MINUTE = 60_000;
/** So much faster than the world's is the time of this cloud: a Redis takes seconds here, and five minutes there. */
const FACTOR = 60;

/** One environment, its owner, and the identities that work on it. */
export class Scene {
  private built: Sandbox | undefined;

  constructor(readonly context: ScenarioContext) {}

  /** From now on roles decide, and time passes. */
  async begin(): Promise<void> {
    this.built = await this.context.sandbox(join(await this.context.synthesize(), "staging"));
    this.owner.cloud.cloud.iam.enforce(PLAYED.map(accountOf), OWNER_TOKEN);
    this.owner.cloud.clock.run({ factor: FACTOR });
    await this.give("bootstrap");
  }

  /** As `npm run bootstrap` does. What it grants acts minutes later. */
  async bootstrap(): Promise<void> {
    await bootstrap(this.bootstrapping);
    this.wait(7);
  }

  /** What somebody took away of it is there again. */
  async bootstrapAgain(): Promise<void> {
    await applyBootstrap(this.bootstrapping);
    this.wait(7);
  }

  private get bootstrapping(): Sandbox {
    return this.as("bootstrap").beside(join(this.owner.folder, "../staging-bootstrap"));
  }

  /** The owner of the project: what it does by hand needs no role. */
  get owner(): Sandbox {
    if (!this.built) throw new Error("nothing has been built yet");
    return this.built;
  }

  as(identity: Played): Sandbox {
    return this.owner.as(accountOf(identity));
  }

  /** The owner gives somebody the roles that are documented. */
  async give(person: Person): Promise<void> {
    await give(this.owner, person);
    this.wait(7);
  }

  /** The owner takes one away. */
  async takeAway(identity: Played, role: string): Promise<void> {
    await takeAway(this.owner, identity, role);
    this.wait(7);
  }

  wait(minutes: number): void {
    this.owner.cloud.clock.advance(minutes * MINUTE);
  }
}
