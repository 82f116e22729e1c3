import type { Scenario } from "../scenario";
import { broken } from "./broken";
import type { Incident } from "./context";
import { repaired } from "./repaired";

/** The incident, replayed: each step asks whether the service can reach its Redis. */
export const incident: Scenario = {
  name: "incident",
  about: "what broke in staging, and the repair",
  steps: (context) => {
    const incident: Incident = { context };
    return [...broken(incident), ...repaired(incident)];
  },
};
