import type { Sandbox } from "../../sandbox";
import { textOf } from "../../server/kind";
import { secretIn } from "../../server/kinds/secrets";
import { assertThat } from "../../steps";
import { REDIS } from "../incident/names";

/** What the cloud holds and has received about AUTH; no password leaves this file. */

const STORED_REDIS = REDIS.replace("/v1/", "/");

export function authString({ cloud }: Sandbox): string | undefined {
  return textOf(cloud.cloud.store.get(`${STORED_REDIS}/auth`), "string");
}

const KINDS: [RegExp, string][] = [
  [/^(PATCH|POST) \/redis\//, "Redis"],
  [/^POST \/secretmanager\/.*:addVersion$/, "password"],
  [/^PATCH \/run\//, "services"],
  [/^DELETE \/secretmanager\//, "secret deleted"],
];

/** What was written since then, in the order in which the cloud received it; the same thing twice in a row is one. */
export function written({ cloud }: Sandbox, already: number): string[] {
  const kinds = cloud.asked.slice(already).flatMap(({ method, path }) => {
    const [, kind] = KINDS.find(([pattern]) => pattern.test(`${method} ${path}`)) ?? [];
    return kind === undefined ? [] : [kind];
  });
  return kinds.filter((kind, index) => kind !== kinds[index - 1]);
}

/**
 * How long the services are without: the requests from the last change of Redis to the last service that is updated.
 * `already`: how many requests there were before the transition began.
 */
export function windowOf({ cloud }: Sandbox, already: number): number {
  const asked = cloud.asked.slice(already).map(({ method, path }) => `${method} ${path}`);
  const closes = asked.findLastIndex((request) => /^PATCH \/run\//.test(request));
  const opens = asked.findLastIndex((request, at) => at < closes && /^(PATCH|POST) \/redis\//.test(request));
  assertThat(opens >= 0, "Redis is changed, and then a service");
  return asked.slice(opens + 1, closes).filter((request) => !OF_THE_STATE.test(request)).length;
}

const OF_THE_STATE = /^\S+ \/(upload\/)?storage\//;

/** Both services with a Redis read the version that holds its AUTH string. */
export function assertPasswordIs(sandbox: Sandbox): void {
  const wanted = authString(sandbox);
  const passwords = servicesIn(sandbox).map(({ password }) => password);
  assertThat(
    wanted !== undefined && passwords.length === 2,
    `two services are given a password, of ${passwords.length}`,
  );
  assertThat(
    passwords.every((password) => password === wanted),
    "the version that each service names holds the AUTH string of Redis",
  );
}

export function assertWithoutPassword(sandbox: Sandbox): void {
  assertThat(authString(sandbox) === undefined, "Redis has no AUTH string");
  assertThat(servicesIn(sandbox).length === 0, "no service is given a password");
}

interface Container {
  env?: { name: string; valueSource?: { secretKeyRef: { secret: string; version: string } } }[];
}

/** The services that are given a password, each with what it would read. */
export function servicesIn({ cloud: { cloud } }: Sandbox): { password: string | undefined }[] {
  return [...cloud.store.matching(/^run\/.*\/services$/)].flatMap(({ name, thing }) => {
    const project = /^run\/(projects\/[^/]+)\//.exec(name)?.[1];
    const { containers } = thing.template as { containers: Container[] };
    const read = containers.flatMap(({ env = [] }) => env).find(({ name }) => name === "REDIS_PASSWORD")
      ?.valueSource?.secretKeyRef;
    if (!read) return [];
    const secret = `secretmanager/${project}/secrets/${read.secret.split("/").at(-1)}`;
    return [{ password: secretIn(`${secret}/versions/${read.version}`, cloud.store) }];
  });
}
