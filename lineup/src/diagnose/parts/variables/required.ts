import type { Clue, Live, Scene } from "../../part";
import { shownName } from "../serving";
import { deploying } from "../ways-out";
import { clueOf } from "./clue";
import type { Holding } from "./held";

/** What the environment says that the app cannot start without, and this revision does not have. */
export function requiredClues(
  scene: Scene,
  { inventory }: Live,
  holding: Holding,
): { clues: Clue[]; names: Set<string> } {
  const services = scene.written?.expected?.services ?? {};
  const { name: service } = holding.service;
  const requires = Object.hasOwn(services, service) ? (services[service]?.requires ?? []) : [];
  const missing = new Set(inventory.missing.filter(({ type }) => type === SECRET).map(({ name }) => name));
  const found = requires.flatMap((name) => {
    const held = holding.variables.filter((one) => one.name === name);
    const [secret] = held.flatMap((one) => one.secret ?? []);
    const gone = secret && missing.has(`projects/${scene.project}/secrets/${secret.id}`);
    if (gone) return [{ name, why: "is read from a secret that does not exist" }];
    if (held.length === 0) return [{ name, why: "is not set" }];
    const isEmpty = held.every(({ value, secret }) => value?.trim() === "" && secret === undefined);
    return isEmpty ? [{ name, why: "is empty" }] : [];
  });
  return {
    names: new Set(found.map(({ name }) => name)),
    clues: found.map(({ name, why }) =>
      clueOf(holding, {
        code: "VARIABLE_MISSING",
        certainty: "certain",
        attribute: `template.containers.env[${name}].value`,
        message: `${shownName(name)} ${why}, and the app does not start without it`,
        repair: deploying(scene, `give ${service} ${shownName(name)} again`),
      }),
    ),
  };
}

const SECRET = "google_secret_manager_secret";
