import { isIP } from "node:net";
import { localhostIn } from "../../../../../facts/localhost";
import { isRedisAddress } from "../../../endpoint";
import type { Certainty } from "../../contract";
import type { Clue, Scene } from "../../part";
import { shownName } from "../serving";
import { deploying } from "../ways-out";
import { clueOf } from "./clue";
import type { Held, Holding } from "./held";

/** Names of addresses to listen on, and lists in which localhost is one of those who may come in or stay out. */
const LISTENS = /^(HOST|HOSTNAME|ADDR|ADDRESS|IP)$|BIND|LISTEN|^(UVICORN|GUNICORN|FLASK_RUN|SERVER)_/i;
const LISTS = /^no_proxy$|CORS|ORIGIN|ALLOW|TRUST|WHITELIST/i;
const LONGEST = 32_768;

/** Variables that lead a service to its own container, whatever they are called. */
export function localhostClues(scene: Scene, holding: Holding): { clues: Clue[]; names: Set<string> } {
  const found = holding.variables.flatMap((variable) => {
    const said = pointsHome(variable);
    return said === undefined ? [] : [{ variable, said }];
  });
  return {
    names: new Set(found.map(({ variable }) => variable.name)),
    clues: found.map(({ variable, said }) => {
      const beside = holding.containers > 1 ? ", or another container of the same instance" : "";
      return clueOf(holding, {
        code: "VARIABLE_LOCALHOST",
        certainty: certaintyOf(holding, variable),
        attribute: variable.attribute,
        message: `${shownName(variable.name)} holds ${said}: the service calls its own container${beside}, where nothing answers for others`,
        repair: deploying(scene, `give ${shownName(variable.name)} the address under which the other side is deployed`),
        // Of the address of a Redis, verify says the same.
        ...(isRedisAddress(variable) ? { explainedBy: ["ADDRESS_MISMATCH"] } : {}),
      });
    }),
  };
}

/** Another container may be meant, and a bare 0.0.0.0 may be an address to listen on. */
function certaintyOf({ containers, takesRequests }: Holding, { value = "" }: Held): Certainty {
  return containers > 1 || !takesRequests || isAny(value.trim()) ? "possible" : "likely";
}

function isAny(text: string): boolean {
  return text === "0.0.0.0" || text === "::";
}

/** Under which name a variable points at its own container; undefined where it does not, or is meant to. */
function pointsHome({ name, value }: Held): string | undefined {
  if (value === undefined || value === "" || value.length > LONGEST || LISTS.test(name)) return undefined;
  const text = value.trim();
  const listens = LISTENS.test(name);
  if (isAny(text)) return listens ? undefined : text;
  return listens && isIP(text) > 0 ? undefined : localhostIn(text);
}
