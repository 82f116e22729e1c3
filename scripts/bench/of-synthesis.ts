import { join } from "node:path";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { synthesizeInto } from "../../synthesis/synthesize";
import { environments } from "./environments";
import { growth } from "./growth";
import type { Row } from "./table";

/** Many environments: how the cost of a synthesis grows with their number. */
export function ofSynthesis(folder: string): Row[] {
  const cost = (size: number): number => {
    const all = environments(size);
    const started = performance.now();
    synthesizeInto(join(folder, `of-${size}`), (app) => {
      for (const environment of all) new EnvironmentStack(app, environment.name, environment);
    });
    return performance.now() - started;
  };
  const runs = (size: number) => Math.max(3, 20 / size);
  return growth({ of: "environments synthesized", sizes: [1, 10, 100], runs, cost, goal: 1.15 });
}
