import { join } from "node:path";
import { OWNER_TOKEN } from "../../endpoints";
import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { accountOf, grantAll, PLAYED, type Played } from "./grants";

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
    await this.grant();
  }

  /** The owner of the project: what it does by hand needs no role. */
  get owner(): Sandbox {
    if (!this.built) throw new Error("nothing has been built yet");
    return this.built;
  }

  as(identity: Played): Sandbox {
    return this.owner.as(accountOf(identity));
  }

  /** Each identity has the roles that are documented, without this one. */
  async grant(without?: { identity: Played; role: string }): Promise<void> {
    await grantAll(this.owner, without);
    this.wait(7);
  }

  wait(minutes: number): void {
    this.owner.cloud.clock.advance(minutes * MINUTE);
  }
}
