import type { Scenario } from "../scenario";
import { byHandOnly } from "./by-hand-only";
import { fromOldRoot } from "./from-old-root";

/** What exists is taken over by code, with the plan read first: from an old folder of HCL, and from what people made. */
export const adopt: Scenario = {
  name: "adopt",
  about: "an old folder's staging is taken over, and one that was made by hand",
  steps: (context) => [...fromOldRoot(context), ...byHandOnly(context)],
};
