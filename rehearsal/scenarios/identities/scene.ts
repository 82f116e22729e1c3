import type { Sandbox } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { IDENTITIES } from "./documented";
import { accountOf, grantAll, type Identity } from "./grants";

const MINUTE = 60_000;
/** So much faster than the world's is the time of this cloud: a Redis takes seconds here, and five minutes there. */
const FACTOR = 60;

/** One environment, its owner, and the identities that work on it. */
export class Scene {
  private built: Sandbox | undefined;

  constructor(readonly context: ScenarioContext) {}

  /** From now on roles decide, and time passes. */
  async begin(root: string): Promise<void> {
    this.built = await this.context.sandboxWithBucket(root);
    this.owner.cloud.cloud.iam.enforce((["plan", "deploy", "inventory"] as const).map(accountOf));
    this.owner.cloud.clock.run({ factor: FACTOR });
    await this.grant();
  }

  /** The owner of the project: what it does by hand needs no role. */
  get owner(): Sandbox {
    if (!this.built) throw new Error("nothing has been built yet");
    return this.built;
  }

  as(identity: Identity): Sandbox {
    return this.owner.as(accountOf(identity));
  }

  /** Each identity has the roles that are documented, without these of one. */
  async grant(without?: { identity: Identity; role: string }): Promise<void> {
    const grants = structuredClone(IDENTITIES);
    if (without) {
      const { identity, role } = without;
      grants[identity] = grants[identity].filter((one) => one.role !== role);
    }
    await grantAll(this.owner, grants);
    this.wait(7);
  }

  wait(minutes: number): void {
    this.owner.cloud.clock.advance(minutes * MINUTE);
  }
}
