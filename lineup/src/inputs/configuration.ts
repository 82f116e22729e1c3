import { Budget } from "./budget";
import { CreationOrder } from "./creation-order";
import { codeOfFiles } from "./creation-order-of";
import type { RootFiles } from "./declarations";
import { missingModules } from "./missing-modules";
import { decidingNothing, type Model } from "./model";
import { Module, sharedBy } from "./module";

/** One root of configuration with the modules that it calls. Its expressions are complete, unlike those in a plan. */
export function readConfiguration(written: RootFiles, file: string): Model {
  const shared = sharedBy(new Budget());
  const root = new Module(written, shared);
  const resources = root.allResources(new CreationOrder(codeOfFiles(written, shared.declarationsOf)));
  return {
    file,
    kind: "synth",
    resources,
    blindSpots: [
      ...(written.unread ?? []),
      ...missingModules(root, resources),
      ...shared.tooLarge.map((what) =>
        decidingNothing(`${what} is too large to evaluate`, "judge a plan, which lists every instance"),
      ),
    ],
  };
}
