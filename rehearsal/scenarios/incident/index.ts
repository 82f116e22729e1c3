import type { Scenario } from "../scenario";
import { broken } from "./broken";
import type { Incident } from "./context";
import { repaired } from "./repaired";

/** The months in which nobody asked whether the service can reach its Redis, in two minutes and with the question. */
export const incident: Scenario = {
  name: "incident",
  about: "what broke in staging, by hand and by script; what said so, and what did not",
  steps: (context) => {
    const incident: Incident = { context };
    return [...broken(incident), ...repaired(incident)];
  },
};
