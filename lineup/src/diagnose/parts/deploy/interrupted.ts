import { importIdOf } from "../../../../../facts/imports";
import { SERVICE } from "../../../inventory/kinds/run";
import { word } from "../../../text/shell";
import type { Certainty, Evidence, Repair } from "../../contract";
import type { Clue, Scene, Written } from "../../part";
import { deployCommands } from "../ways-out";
import type { WrittenThing } from "./known";
import { terraform } from "./place";
import type { Recorded } from "./recorded";

// What an apply that was broken off leaves behind, and what somebody has deleted since.

/** Without these no path of the environment stands. */
const CARRIES = new Set([
  ...[
    "google_redis_instance",
    "google_redis_cluster",
    "google_vpc_access_connector",
    "google_compute_network",
    SERVICE,
  ],
]);

interface Found {
  code: string;
  certainty: Certainty;
  at: string;
  message: string;
  services: readonly string[];
  repair: Repair;
  when: string | undefined;
}

function clue({ when, ...found }: Found): Clue {
  const text = found.message;
  const evidence: Evidence = { from: "deploy", at: found.at, attribute: "", text, ...(when ? { when } : {}) };
  return { ...found, attribute: "", evidence: [evidence] };
}

/** Written, and nobody answers for it: whoever enables the API again sees whether it is there. */
function unanswered({ resource, at, services }: WrittenThing, api: string, project: string, written: Written): Clue {
  const enable = `gcloud services enable ${word(api)} --project ${word(project)}`;
  return clue({
    ...{ code: "RESOURCE_MISSING", certainty: "likely", at, services, when: undefined },
    message: `${resource.address} is written, and ${api} is disabled in the project: ${at} answers nobody. It may be there with its data`,
    repair: {
      text: "enable the API first, and ask again: a deploy before that may make a second one beside what is there",
      commands: [enable, ...deployCommands(written)],
    },
  });
}

/** Written, and not there. */
export function missing(thing: WrittenThing, { project }: Scene, written: Written, when?: string): Clue {
  const { resource, at, isRecorded, services, disabledApi } = thing;
  if (disabledApi !== undefined) return unanswered(thing, disabledApi, project, written);
  const { address, type } = resource;
  const why =
    isRecorded === undefined
      ? "what the state knows of it was not looked at"
      : isRecorded
        ? "the state has it, so somebody deleted it outside Terraform"
        : "no state has it: it was never made, or an apply was broken off before it";
  return clue({
    ...{ code: "RESOURCE_MISSING", at, services, when },
    certainty: isRecorded ? "certain" : CARRIES.has(type) ? "likely" : "possible",
    message: `${address} is written, and there is no ${at} in the project: ${why}`,
    repair: { text: "deploy: it is made again, and what refers to it follows", commands: deployCommands(written) },
  });
}

/** There, and written, and in no state. */
export function unrecorded(thing: WrittenThing, { project }: Scene, written: Written, when?: string): Clue {
  const { resource, live, at, services } = thing;
  const { address, type } = resource;
  const id = live && importIdOf(type, live.values, project);
  const command = id === undefined ? [] : [terraform(written, "import", address, id)];
  return clue({
    ...{ code: "APPLY_INTERRUPTED", certainty: "likely", at, services, when },
    message: `${address} is written and exists, and the state does not know it: an apply made it and was broken off before its state was saved, or somebody made it by hand. The next apply fails, because it exists already`,
    repair: {
      text: "import it, and look at the plan before the next apply; lineup adopt says what the import would change",
      commands: [...command, `lineup adopt ${word(written.folder)} --project ${project}`],
    },
  });
}

/** What the state says of itself: not made to the end, or not deleted yet. */
export function unfinished({ address, tainted }: Recorded, written: Written, when?: string): Clue {
  const what = tainted
    ? "is tainted: an apply was broken off while it was made, and the next one deletes and makes it again"
    : "has an old object that is still to be deleted: an apply was broken off after its replacement was made";
  const keep = tainted ? [terraform(written, "untaint", address)] : [];
  return clue({
    ...{ code: "APPLY_INTERRUPTED", certainty: "likely", at: address, services: [], when },
    message: `${address} ${what}`,
    repair: {
      text: tainted
        ? "look first whether it works: what works is kept by untaint; a Redis that is made again has another address and is empty"
        : "look at the plan, and deploy: the old object goes last",
      commands: [...keep, ...deployCommands(written)],
    },
  });
}
