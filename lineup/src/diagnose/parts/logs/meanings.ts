import type { LogLineName } from "../../../../../facts/log-lines";
import { CUTS } from "../../consequences";

interface Meaning {
  code: string;
  /** What such a line is seen of; alone it is a cause that nothing explains. */
  explainedBy: readonly string[];
  /** What it says, of a service. */
  says: string;
  repair: string;
}

const VARIABLES = ["VARIABLE_MISSING", "VARIABLE_LOCALHOST", "VARIABLE_CHANGED"];
const BROKEN = [...CUTS, ...VARIABLES, "RESOURCE_MISSING", "TRAFFIC_PINNED_STALE"];
const PASSWORD = ["AUTH_NOT_GIVEN", "SECRET_NOT_READABLE", "ADDRESS_MISMATCH", "TRAFFIC_PINNED_STALE"];

export const MEANINGS: Readonly<Record<LogLineName, Meaning>> = {
  failedStart: {
    code: "START_FAILED",
    explainedBy: [...BROKEN, "REDIS_SILENT", "REDIS_REFUSED"],
    says: "it gives up its start, because it does not get to Redis",
    repair: "find out with the probe where its connection ends",
  },
  timeout: {
    code: "REDIS_SILENT",
    explainedBy: BROKEN,
    says: "Redis does not answer it in time, or the name of Redis has no address",
    repair: "find out with the probe where its connection ends; where it gets there, look at the load of Redis",
  },
  authRefused: {
    code: "REDIS_REFUSED",
    explainedBy: [...PASSWORD, "VARIABLE_MISSING", "VARIABLE_CHANGED"],
    says: "Redis refuses its password, or asks for one that it does not give",
    repair: "deploy: the secret gets the string that Redis has, and the service starts anew with it",
  },
  authNotSet: {
    code: "REDIS_REFUSED",
    explainedBy: [...PASSWORD, "VARIABLE_EXTRA", "VARIABLE_CHANGED"],
    says: "it gives a password, and Redis asks for none",
    repair: "deploy: AUTH is turned on again, or the service no longer gives a password",
  },
  websocketClosed: {
    code: "WEBSOCKETS_CLOSED",
    explainedBy: [...BROKEN, "START_FAILED", "REDIS_SILENT", "REDIS_REFUSED"],
    says: "it closes WebSockets with 1011: something that it needs failed while they were open",
    repair: "look which error stands beside these lines: it is the one that closes them",
  },
  refused: {
    code: "REDIS_REFUSED",
    explainedBy: BROKEN,
    says: "nothing listens where it calls Redis, or it is sent away",
    repair: "compare the address and the port that it holds with those of Redis",
  },
  lost: {
    code: "REDIS_SILENT",
    explainedBy: BROKEN,
    says: "nobody answers where it calls Redis",
    repair: "find out with the probe where its connection ends",
  },
};
