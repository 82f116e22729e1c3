import type { Certainty } from "../../contract";
import { sceneNames } from "../../names-of";
import type { Clue, Part, Scene, Tell } from "../../part";
import { GUIDES, type Names, repairCommands } from "../../repairs";
import { runningIn } from "../serving";
import { wrongWith } from "./certificates";
import { type Here, readHere } from "./here";
import { leads, type Seen } from "./leads";

interface Entry {
  domain: string;
  service: string;
}

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

export const domains: Part = {
  name: "domains",
  what: "the names under which services are called: whether each has an address, leads here and shows a valid certificate",
  notAsked: (scene) => {
    if (scene.written === undefined) return "the names of the services are not known: --config FOLDER says them";
    return entriesOf(scene).length === 0 ? "no service has `domains` in the environment's file" : undefined;
  },
  deadline: 30_000,
  async look(scene, tell) {
    const entries = entriesOf(scene);
    const regions = scene.live.then((live) => [...new Set(runningIn(live).map(({ region }) => region))]);
    const here = regions.then(
      (those) => readHere(scene.session, those, tell.gap),
      () => ({ mappings: undefined, balancers: undefined }),
    );
    await Promise.all(entries.map((entry) => lookAt(scene, entry, here, tell)));
  },
};

/** Only those of the service that is asked for, where one is. */
function entriesOf({ written, asked }: Scene): Entry[] {
  const services = Object.entries(written?.expected?.services ?? {});
  return services
    .filter(([service]) => asked.service === undefined || asked.service === service)
    .flatMap(([service, { domains }]) => domains.map((domain) => ({ domain: domain.toLowerCase(), service })))
    .filter(({ domain }) => DOMAIN.test(domain));
}

/** There is no such name: every other refusal says only that this machine could not ask. */
const NO_ADDRESS = new Set(["ENOTFOUND", "ENODATA"]);

async function lookAt(scene: Scene, entry: Entry, here: Promise<Here>, tell: Tell): Promise<void> {
  const { domain, service } = entry;
  let seen: Seen;
  try {
    seen = await scene.outside.resolve(domain);
  } catch (error) {
    const code = codeOf(error);
    if (NO_ADDRESS.has(code)) {
      const message = `${domain} has no address, as seen from this machine (${code})`;
      tell.clue(clueOf(scene, entry, { code: "DOMAIN_UNRESOLVED", certainty: "likely", message }));
    } else tell.gap(`the name ${domain} could not be looked up from this machine: ${code}`, "is this machine online?");
    return;
  }
  await Promise.all([
    here.then((it) => {
      const found = leads(domain, service, seen, it);
      if (found === "here") return;
      if ("open" in found) tell.gap(found.open);
      else
        tell.clue(clueOf(scene, entry, { ...found, code: "DOMAIN_ELSEWHERE", message: `${domain}: ${found.message}` }));
    }),
    certified(scene, entry, seen, tell),
  ]);
}

async function certified(scene: Scene, entry: Entry, { addresses: [address] }: Seen, tell: Tell): Promise<void> {
  const { domain } = entry;
  if (address === undefined) return;
  try {
    const wrong = wrongWith(domain, await scene.outside.certificate(domain, address), scene.now);
    if (!wrong) return;
    tell.clue(clueOf(scene, entry, { ...wrong, code: "CERTIFICATE_INVALID", message: `${domain}: ${wrong.message}` }));
  } catch (error) {
    tell.gap(`the certificate of ${domain} could not be looked at from this machine: ${codeOf(error)}`);
  }
}

function codeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : "no answer";
}

interface Wrong {
  code: string;
  certainty: Certainty;
  message: string;
}

function clueOf(scene: Scene, { domain, service }: Entry, { code, certainty, message }: Wrong): Clue {
  return {
    ...{ code, certainty, at: domain, attribute: "", message, services: [service] },
    evidence: [{ from: "domains", at: domain, attribute: "", text: message }],
    repair: {
      text: TODO[code] ?? "",
      commands: commandsOf(code, { ...sceneNames(scene), domain, services: [service] }),
    },
  };
}

/** A zone is kept wherever it is kept: what the records have to say is looked at here. */
function commandsOf(code: string, names: Names): string[] {
  const looks = GUIDES[code]?.look(names).flatMap(({ command }) => command ?? []) ?? [];
  return [...looks, ...repairCommands(code, names)];
}

const TODO: Readonly<Record<string, string>> = {
  DOMAIN_UNRESOLVED:
    "set its records where the zone is kept; what they have to say, the mapping or the load balancer says",
  DOMAIN_ELSEWHERE:
    "ask whoever owns the zone first; then set its records to what the mapping or the load balancer needs",
  CERTIFICATE_INVALID: "make the name lead here first: Google renews its own certificate only then",
};
