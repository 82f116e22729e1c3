import { lastSegment, listOf, numberOf, textOf, thingOf } from "../server/kind";
import { secretIn } from "../server/kinds/secrets";
import type { CloudObject, Store } from "../server/store";

/** An address that a program is configured to use as its Redis. */
export interface RedisEndpoint {
  variable: string;
  host: string;
  /** Undefined where nothing says it: the program's own default is not in any store. */
  port: number | undefined;
  /** Whether it will speak TLS, where the scheme of a url says so. */
  tls: boolean | undefined;
  /** The password that goes with it; empty where the variable is there and holds nothing. */
  password: string | undefined;
  /** All certificates that the program is given. */
  certificates: string[];
}

const SERVICES = /^run\/projects\/[^/]+\/locations\/[^/]+\/(services|jobs|workerPools)$/;
const INSTANCES = /^redis\/projects\/[^/]+\/locations\/[^/]+\/instances$/;

export const programsIn = (store: Store) => [...store.matching(SERVICES)];
export const instancesIn = (store: Store) => [...store.matching(INSTANCES)];

/** A job wraps its template once more. */
export function templateOf(program: CloudObject): CloudObject | undefined {
  const template = thingOf(program, "template");
  return thingOf(template, "template") ?? template;
}

/** Every Redis endpoint of a program: variables named after Redis, and variables whose value is the address of one. */
export function redisEndpointsOf(program: CloudObject, project: string, store: Store): RedisEndpoint[] {
  const known = instancesIn(store).map(({ thing }) => textOf(thing, "host"));
  const endpoints: RedisEndpoint[] = [];
  const template = templateOf(program);
  const mounted = (listOf(template, "volumes") as CloudObject[]).flatMap((volume) => filesIn(volume, project, store));
  for (const container of listOf(template, "containers") as CloudObject[]) {
    const variables = (listOf(container, "env") as CloudObject[]).map((env) => said(env, project, store));
    const values = new Map([...variables, ...mounted]);
    const certificates = [...values.values()].filter((value) => value?.includes("CERTIFICATE")) as string[];
    for (const [variable, value = ""] of values) {
      const url = /^rediss?:\/\/(?:[^@/]*@)?([^:/?#]+)(?::(\d+))?/.exec(value);
      const pair = /^([0-9.]+):(\d+)$/.exec(value);
      const isHost = /REDIS/i.test(variable) && /(HOST|ADDR|URL|ENDPOINT)/i.test(variable);
      if (!url && !isHost && !known.includes(pair?.[1] ?? value)) continue;
      const [, host = value, port] = url ?? pair ?? [];
      // A url without a port has one all the same: it is what the scheme means.
      const beside = url ? "6379" : portBeside(variable, values);
      const tls = url ? value.startsWith("rediss:") : undefined;
      const inUrl = /^rediss?:\/\/[^:@/]*:([^@/]*)@/.exec(value)?.[1];
      const password = inUrl ?? passwordBeside(variable, values);
      endpoints.push({ variable, host, port: numberOf({ port: port ?? beside }, "port"), tls, password, certificates });
    }
  }
  return endpoints;
}

/** `SESSIONS_HOST` goes with `SESSIONS_PORT`; and where there is none, `REDIS_PORT` is meant. */
function portBeside(variable: string, values: Map<string, string | undefined>): string | undefined {
  const named = variable.replace(/(HOST|ADDR|ADDRESS|ENDPOINT)$/i, "PORT");
  return (named === variable ? undefined : values.get(named)) ?? values.get("REDIS_PORT");
}

/** `SESSIONS_REDIS_HOST` goes with `SESSIONS_REDIS_PASSWORD`; and where there is none, `REDIS_PASSWORD` is meant. */
function passwordBeside(variable: string, values: Map<string, string | undefined>): string | undefined {
  const named = variable.replace(/(HOST|ADDR|ADDRESS|ENDPOINT|URL)$/i, "PASSWORD");
  return (named === variable ? undefined : values.get(named)) ?? values.get("REDIS_PASSWORD");
}

/** What a variable is when the container starts: written out, or read from a secret; nothing where nobody knows it. */
function said(env: CloudObject, project: string, store: Store): [string, string | undefined] {
  const reference = thingOf(thingOf(env, "valueSource"), "secretKeyRef");
  const value = reference ? secretText(reference, reference.version, project, store) : (textOf(env, "value") ?? "");
  return [textOf(env, "name") ?? "", value];
}

/** A secret may be mounted, too: each of its files says something. */
function filesIn(volume: CloudObject, project: string, store: Store): [string, string | undefined][] {
  const secret = thingOf(volume, "secret");
  if (!secret) return [];
  const items = listOf(secret, "items") as CloudObject[];
  return items.map(({ path, version }) => [String(path), secretText(secret, version, project, store)]);
}

/** Undefined where the secret is not in this cloud: somebody else makes and fills it. */
function secretText({ secret }: CloudObject, wanted: unknown, project: string, store: Store): string | undefined {
  const id = String(secret).replace(/^projects\/[^/]+\/secrets\//, "");
  const name = `secretmanager/projects/${project}/secrets/${id}`;
  if (!store.get(name) && store.list(`${name}/versions`).length === 0) return undefined;
  const version = versionOf(name, String(wanted ?? "latest"), store);
  if (version?.state !== "ENABLED") return "";
  return secretIn(`${name}/versions/${lastSegment(String(version.name))}`, store) ?? "";
}

/** The version with this number, or the one that was created last, whatever its state. */
export function versionOf(secret: string, wanted: string, store: Store): CloudObject | undefined {
  const versions = store.list(`${secret}/versions`);
  const number = ({ name }: CloudObject) => Number(String(name).replace(/.*\//, ""));
  const inOrder = [...versions].sort((one, other) => number(one) - number(other));
  return wanted === "latest" ? inOrder.at(-1) : inOrder.find((one) => String(number(one)) === wanted);
}

/** What stands for the password of an instance where none may be written. */
export function maskOf(name: string): string {
  return `secret-of-${name.replaceAll("/", ".")}`;
}
