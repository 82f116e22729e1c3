import type { Scenario } from "../scenario";
import { byHandOnly } from "./by-hand-only";
import { fromOldRoot } from "./from-old-root";

/** What exists is taken over by code, with the plan read first: from an old folder of HCL, and from what people made. */
export const adopt: Scenario = {
  name: "adopt",
  about: "what exists is taken over by code",
  steps: (context) => [...fromOldRoot(context), ...byHandOnly(context)],
};
