import type { Scenario } from "../scenario";
import { broken } from "./broken";
import { repaired } from "./repaired";
import type { Incident } from "./story";

/** The months in which nobody asked whether the service can reach its Redis, in two minutes and with the question. */
export const incident: Scenario = {
  name: "incident",
  about: "what broke in staging, by hand and by script; what said so, and what did not",
  steps: (stage) => {
    const incident: Incident = { stage };
    return [...broken(incident), ...repaired(incident)];
  },
};
