import type { Environment } from "../../environments/environment";
import { nearest } from "../../lineup/src/text/nearest";
import type { Asked } from "./arguments";
import type { Candidate, Past, Service } from "./past";
import { Refused } from "./world";

export interface Named {
  key: string;
  settings: Service;
  region: string;
}

/** The environment, by its name. */
export function environmentOf(environments: readonly Environment[], name: string): Environment {
  const found = environments.find((one) => one.name === name);
  if (found) return found;
  const known = environments.map((one) => one.name);
  const wrong = name === "" ? "which environment?" : `there is no environment ${JSON.stringify(name)}`;
  throw new Refused(2, `${wrong} - npm run rollback -- ENVIRONMENT, where ENVIRONMENT is one of: ${known.join(", ")}`);
}

/** The services that are meant: one by its key or name, else the one that the revision begins with, else all. */
export function servicesOf({ services, region, name }: Environment, { service, to }: Asked): Named[] {
  const all = Object.entries(services).map(([key, settings]): Named => ({ key, settings, region }));
  if (service !== undefined) {
    const found = all.filter((one) => one.key === service || one.settings.name === service);
    if (found.length > 0) return found;
    throw new Refused(
      2,
      `${name} has no service ${service}: ${nearestTo(
        service,
        all.flatMap((one) => [one.key, one.settings.name]),
      )}`,
    );
  }
  if (to === undefined) return all;
  // A service may be called like the beginning of another.
  const own = all.filter((one) => to.startsWith(`${one.settings.name}-`));
  const [longest] = own.sort((one, other) => other.settings.name.length - one.settings.name.length);
  if (longest) return [longest];
  throw new Refused(
    2,
    `${to} is a revision of none of ${name}'s services: ${all.map((one) => one.settings.name).join(", ")}`,
  );
}

export function revisionOf({ revisions, names, at }: Past, name: string): Candidate {
  const found = revisions.find((one) => one.name === name);
  if (found) return found;
  const what = `${at.name} has no revision ${name}: it was deleted, or never was`;
  throw new Refused(2, names.length === 0 ? `${what}, and has no other` : `${what} - ${nearestTo(name, names)}`);
}

function nearestTo(word: string, known: readonly string[]): string {
  const words = nearest(word, [...new Set(known)]).slice(0, 3);
  return `the nearest ${words.length === 1 ? "name is" : "names are"} ${words.map((one) => one.word).join(", ")}`;
}
