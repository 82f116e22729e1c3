import { endpointOf, isRedisAddress, isRedisPort } from "../../../endpoint";
import { shownValue } from "../../../inventory/kinds/shown-value";
import type { Certainty } from "../../contract";
import type { Clue, Live, Scene } from "../../part";
import { shownName } from "../serving";
import { deploying } from "../ways-out";
import { clueOf } from "./clue";
import type { Held, Holding } from "./held";
import type { WrittenService, WrittenVariable } from "./written";

interface Differences {
  clues: Clue[];
  /** What refers to something that only an apply knows. */
  open: string[];
}

/** What a revision holds against what is written, by name. `said` are those of which something worse is known. */
export function differences(
  scene: Scene,
  live: Live,
  holding: Holding,
  written: WrittenService,
  said: ReadonlySet<string>,
): Differences {
  const names = new Set([...written.variables, ...holding.variables].map(({ name }) => name));
  const pairs = [...names].filter((name) => !said.has(name)).flatMap((name) => pairsOf(name, holding, written));
  const clue = (
    code: string,
    certainty: Certainty,
    { name, attribute }: Pick<Held, "name" | "attribute">,
    message: string,
  ) =>
    clueOf(holding, {
      ...{ code, certainty, attribute, message: `${shownName(name)} ${message}` },
      repair: deploying(scene, `deploy what is written, or write it as it is: ${shownName(name)}`),
    });
  const open: string[] = [];
  const clues = pairs.flatMap(({ held, wanted }): Clue[] => {
    if (held && !wanted)
      return written.isOpen ? [] : [clue("VARIABLE_EXTRA", "possible", held, "is set, and is not written")];
    if (!wanted) return [];
    const { name } = wanted;
    if (!held) {
      const attribute = `template.containers.env[${name}].value`;
      return [clue("VARIABLE_MISSING", "likely", { name, attribute }, "is written, and is not set")];
    }
    const difference = differenceOf(held, wanted);
    if (difference === "open") open.push(shownName(name));
    if (difference === undefined || difference === "open") return [];
    const isOfRedis = isRedisAddress(wanted) || isRedisPort(wanted);
    const reaches = isRedisAddress(wanted) && isReached(live, holding);
    const isOther = wanted.addressOf === undefined || difference.isOfSecret || reaches || isSameHost(held, wanted);
    const code = isOther ? "VARIABLE_CHANGED" : "ADDRESS_MISMATCH";
    const certainty = isOther ? (isOfRedis && !reaches ? "likely" : "possible") : "certain";
    return [clue(code, holding.takesRequests ? certainty : "possible", held, difference.text)];
  });
  return { clues, open };
}

/** Only what stands around the address is another: the number of a database, a port. */
function isSameHost({ value: held = "" }: Held, { value: wanted = "" }: WrittenVariable): boolean {
  const { host } = endpointOf(wanted);
  return host !== undefined && endpointOf(held).host === host;
}

/** A name that leads to the same address, or another database of it, is written otherwise and is as good. */
function isReached({ judged }: Live, { service }: Holding): boolean {
  const paths = judged.paths.filter(({ from }) => from === service.address);
  return paths.length > 0 && paths.every(({ verdict }) => verdict === "reachable");
}

interface Pair {
  held: Held | undefined;
  wanted: WrittenVariable | undefined;
}

/** A name may be in several containers: then by the container as well, where both sides say which. */
function pairsOf(name: string, holding: Holding, written: WrittenService): Pair[] {
  const helds = holding.variables.filter((one) => one.name === name);
  const wanteds = written.variables.filter((one) => one.name === name);
  if (helds.length <= 1 && wanteds.length <= 1) return [{ held: helds[0], wanted: wanteds[0] }];
  const containers = new Set([...helds, ...wanteds].map(({ container }) => container));
  const in_ = <One extends { container: string }>(those: One[], container: string) =>
    those.find((one) => one.container === container);
  return [...containers].map((container) => ({ held: in_(helds, container), wanted: in_(wanteds, container) }));
}

type Difference = { text: string; isOfSecret: boolean } | "open" | undefined;

function differenceOf(held: Held, wanted: WrittenVariable): Difference {
  const ofSecret = (text: string) => ({ text, isOfSecret: true });
  if (held.secret && !wanted.secret) return ofSecret("is read from a secret, and is written as a value");
  if (!held.secret && wanted.secret) return ofSecret("is a plain value, and is written to be read from a secret");
  if (held.secret && wanted.secret) {
    const { id, version } = wanted.secret;
    if (id !== undefined && id !== held.secret.id)
      return ofSecret("is read from another secret than the one that is written");
    // A version that Terraform makes has its number only after the apply; the service that reads it is deployed with it.
    const isOther = version !== undefined && version !== held.secret.version;
    return isOther ? ofSecret("is read from another version of its secret than the one that is written") : undefined;
  }
  if (wanted.value === undefined) return "open";
  // That it could not be read is said of all of them together.
  if (held.value === undefined) return undefined;
  if (held.value === wanted.value) return undefined;
  const [now, then] = [shownValue(held.name, held.value), shownValue(held.name, wanted.value)];
  const of = wanted.addressOf === undefined ? "" : `, the address of ${wanted.addressOf}`;
  if (now !== null && then !== null) return { text: `is ${now}, and ${then}${of} is written`, isOfSecret: false };
  return {
    text: `differs from what is written${of === "" ? "" : `: it no longer holds${of.slice(1)}`}`,
    isOfSecret: false,
  };
}
