import type { PathPair } from "../paths";
import { isGone, type Open, type Rule, risk, type Said, type Situation } from "./rule";

/** What holds for the plan as a whole. */
export function ofThePlan({ plan, pairs }: Situation): Said[] {
  const about = (level: Said["level"], code: string, consequence: string, undo: string): Said => ({
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

function droppedAddress({ from, to, before, changedTo }: PathPair): Said {
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

/** Forgotten is not destroyed: it lives on, and nobody looks after it. */
export const forgotten: Rule = (change, situation) => {
  const services = situation.through.get(change.address) ?? [];
  if (change.action !== "forget" || services.length === 0) return [];
  return [
    risk(change, {
      level: "caution",
      code: "RESOURCE_FORGOTTEN",
      consequence: "it lives on and nobody manages it: the next change to it is made by hand, or by nobody",
      undo: "keep it in the configuration, or import it where it is managed from now on",
      services,
    }),
  ];
};

/** An action that this version does not know, on something that a path needs. */
export const unknownAction: Rule = (change, situation): Open[] => {
  if (change.action !== "unknown" || !situation.through.has(change.address)) return [];
  return [
    { address: change.address, message: "what Terraform does with it cannot be told: its actions are not known" },
  ];
};

const APIS = new Set(
  ["redis", "vpcaccess", "run", "compute", "servicenetworking"].map((api) => `${api}.googleapis.com`),
);

/** Taking an API off a project ends everything that was made through it. */
export const disabledApi: Rule = (change) => {
  if (change.type !== "google_project_service" || !isGone(change)) return [];
  const { service, disable_on_destroy: disables } = change.before ?? {};
  if (typeof service !== "string" || !APIS.has(service) || disables === false) return [];
  return [
    risk(change, {
      level: "danger",
      code: "API_DISABLED",
      because: [],
      consequence: `${service} is switched off for the whole project, and what depends on it with it`,
      undo: "set disable_on_destroy to false and apply that first",
    }),
  ];
};
