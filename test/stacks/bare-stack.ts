import type { Construct } from "constructs";
import { GoogleStack } from "../../stacks/google-stack";
import { environments } from "./stacks";

/** What every stack has, and nothing of an environment in it. */
export class BareStack extends GoogleStack {
  constructor(scope: Construct, id: string) {
    const [environment] = environments;
    if (!environment) throw new Error("there is no environment");
    super(scope, id, environment);
  }
}
