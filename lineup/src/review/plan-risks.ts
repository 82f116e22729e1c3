import type { ChangedPlan } from "../changes/read";
import type { PathPair } from "../compare/path-pairs";
import type { Risk } from "./contract";

/** What holds for the plan as a whole. */
export function risksOfPlan(plan: ChangedPlan, pairs: readonly PathPair[]): Risk[] {
  const about = (level: Risk["level"], code: string, consequence: string, undo: string): Risk => ({
    level,
    code,
    address: "",
    actions: [],
    because: [],
    changed: [],
    consequence,
    undo,
    services: [],
  });
  return [
    ...(plan.errored
      ? [
          about(
            "danger",
            "PLAN_ERRORED",
            "terraform plan failed, as it does where prevent_destroy forbids what is asked: what it saved is a part, and none of it can be applied",
            "read what terraform plan printed, repair that and plan again",
          ),
        ]
      : []),
    ...(plan.kind === "destroy"
      ? [about("note", "PLAN_DESTROYS", "it destroys and makes nothing", "plan without -destroy")]
      : []),
    ...(plan.kind === "refresh-only"
      ? [
          about(
            "note",
            "PLAN_REFRESHES_ONLY",
            "nothing in the cloud changes: the state takes on what was found there",
            "",
          ),
        ]
      : []),
    ...(plan.incomplete && !plan.errored
      ? [
          about(
            "note",
            "PLAN_INCOMPLETE",
            "it does not speak of everything: what it leaves out stays as it is, and is judged so",
            "plan without -target before the next deploy",
          ),
        ]
      : []),
    ...pairs.filter(({ dropped }) => dropped).map(droppedAddress),
  ];
}

function droppedAddress({ from, to, before, changedTo }: PathPair): Risk {
  const about = { address: from, actions: ["update"], because: ["env"], changed: [], services: [from] };
  if (changedTo !== undefined) {
    return {
      ...about,
      level: "caution",
      code: "REDIS_CHANGED",
      consequence: `data of the old one stays behind: it reads ${changedTo} from now on, and no longer ${to}`,
      undo: "copy over what it needs first, or keep the old one until nobody misses it",
    };
  }
  return {
    ...about,
    level: before?.verdict === "blocked" ? "caution" : "danger",
    code: "REDIS_ADDRESS_DROPPED",
    consequence: "it no longer learns where its Redis is, and falls back to whatever its code takes for a default",
    undo: "give it the host and port of the instance by reference",
  };
}
