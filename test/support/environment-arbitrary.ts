import fc from "fast-check";
import type { EnvironmentInput } from "../../environments/schema";
import { CONNECTOR_NAME } from "../../facts/connectors";
import { CHANNELS, type Edits, edited, pinOf } from "./environment-problems";
import { rangesApart } from "./environment-ranges";
import { connectedKeys, type SchemaNode, serviceKeys, settingsNode, VARIABLE } from "./environment-schema";

export type Choice = Partial<Record<"privateNetwork" | "redis.auth" | "redis.tls", boolean> & { "redis.tier": string }>;

/** Any environment that the schema allows and that keeps the rules between fields, with what is chosen fixed. */
export function validEnvironment(choice: Choice = {}): fc.Arbitrary<EnvironmentInput> {
  const kinds = [dedicated, besideDefault].filter(
    ({ privateNetwork }) => privateNetwork === (choice.privateNetwork ?? privateNetwork),
  );
  return fc.oneof(...kinds.map(({ environments }) => environments)).map((input) => edited(input, choice));
}

function anyOf(node: SchemaNode, path: string): fc.Arbitrary<unknown> {
  const narrowed = NARROWED.find(([pattern]) => pattern.test(path));
  if (narrowed) return narrowed[1](node, path);
  if (node.enum) return fc.constantFrom(...node.enum);
  if (node.pattern !== undefined) return matching(node.pattern, node.maxLength);
  if (node.items) return fc.array(anyOf(node.items, `${path}.0`), { minLength: node.minItems ?? 0, maxLength: 4 });
  if (path.endsWith(".secrets")) return secrets(node);
  if (node.additionalProperties) return variables(node);
  switch (node.type) {
    case "boolean":
      return path.endsWith(".redis") ? fc.constant(connectedKeys.includes(path.split(".")[1] ?? "")) : fc.boolean();
    case "integer":
      return wholeNumber(node);
    case "object":
      return block(node, path);
    default:
      return harmless(fc.string({ minLength: node.minLength ?? 0 }), node.minLength);
  }
}

function block(node: SchemaNode, path: string): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(node.properties ?? {});
  const children = entries.map(([key, child]) => [key, anyOf(child, path ? `${path}.${key}` : key)]);
  const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(children);
  const required = (node.required ?? []).filter((key) => Object.hasOwn(model, key));
  return fc.record(model, { requiredKeys: path === "services" ? serviceKeys : required });
}

function variables(node: SchemaNode): fc.Arbitrary<unknown> {
  const refused = /redis|^PORT$|^K_|PASSW(OR)?D$|SECRET$|TOKEN$|KEY$|PASSPHRASE$|CREDENTIALS?$/i;
  const names = matching(node.propertyNames?.pattern ?? "").filter((name) => !refused.test(name));
  const values = fc.oneof(harmless(fc.string()), harmless(fc.webUrl()));
  return fc
    .tuple(fc.dictionary(names, values, { maxKeys: 4, noNullPrototype: true }), values)
    .map(([all, value]) => ({ ...all, [VARIABLE]: value }));
}

/** None, one or several, often with names that would not do for a variable in plain sight. */
function secrets({ propertyNames, additionalProperties }: SchemaNode): fc.Arbitrary<unknown> {
  const names = fc
    .tuple(matching(propertyNames?.pattern ?? ""), fc.constantFrom("", "_KEY", "_TOKEN", "_PASSWORD"))
    .map((parts) => parts.join(""))
    .filter((name) => !/redis|^PORT$|^K_/i.test(name));
  const values = matching(additionalProperties ? (additionalProperties.pattern ?? "") : "");
  return fc.dictionary(names, values, { maxKeys: 3, noNullPrototype: true }).map(withAddressesApart);
}

/** Names that differ in hyphens and underscores alone share an address: all of them become the first. */
function withAddressesApart(secrets: Record<string, string>): Record<string, string> {
  const byAddress = new Map<string, string>();
  const apart = Object.entries(secrets).map(([variable, name]) => {
    const address = name.replaceAll("-", "_");
    byAddress.set(address, byAddress.get(address) ?? name);
    return [variable, byAddress.get(address)];
  });
  return Object.fromEntries(apart);
}

/** Short and long: names that fit when they are short prove nothing about limits. */
function matching(pattern: string, maxLength = Number.POSITIVE_INFINITY): fc.Arbitrary<string> {
  const sizes = (["small", "medium"] as const).map((size) => fc.stringMatching(new RegExp(pattern), { size }));
  return fc.oneof(...sizes).filter((text) => text.length <= maxLength);
}

/** Text without what the rules refuse: ways to one's own container, the test port, Terraform's expressions. */
function harmless(text: fc.Arbitrary<string>, minLength = 0): fc.Arbitrary<string> {
  const refused = /localhost|127\.|::1|0\.0\.0\.0|6381|[$%]\{/i;
  return text.filter((value) => !refused.test(value) && value.trim().length >= minLength);
}

function wholeNumber(
  { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }: SchemaNode,
  within = { min: minimum, max: maximum },
): fc.Arbitrary<number> {
  return fc.integer({ min: Math.max(within.min, minimum), max: Math.min(within.max, maximum) });
}

/** Where rules between fields allow less than the schema does. */
const NARROWED: [RegExp, (node: SchemaNode, path: string) => fc.Arbitrary<unknown>][] = [
  [
    /^network\.otherServicesRanges$/,
    (node) => fc.uniqueArray(matching(node.items?.pattern ?? ""), { minLength: node.minItems ?? 0, maxLength: 3 }),
  ],
  [/^redis$/, (node, path) => block(node, path).map(withConfigsOf)],
  [/^connector\.instances$/, (node, path) => ordered(node, path, (min, max) => min < max)],
  [/^services\.\w+\.instances$/, (node, path) => ordered(node, path, (min, max) => min <= max)],
  [
    /^services\.\w+\.startupProbe$/,
    (node, path) => startupProbe(node, connectedKeys.includes(path.split(".")[1] ?? "") ? 61 : 1),
  ],
  [/^services\.\w+\.public$/, callers],
  [/^services\.\w+\.domains\.0$/, (node) => matching(node.pattern ?? "", 200)],
  // A revision begins with the name of its service: pins are drawn with the names.
  [/^services\.\w+\.traffic$/, () => fc.constant(undefined)],
  [
    /^services\.\w+$/,
    (node, path) =>
      block(node, path).map(websocketsWithAffinity).map(explained).map(saidOnce).map(expectedOf(path)).chain(fitting),
  ],
];

const SINCE_7 = /^lazyfree-/;
const SINCE_5 = /^stream-/;

/** No parameter that is newer than Redis. */
function withConfigsOf({ configs, ...redis }: Record<string, unknown>): Record<string, unknown> {
  if (configs === undefined) return redis;
  const tooNew = [/_7_/.test(String(redis.version)) ? [] : SINCE_7, /_4_/.test(String(redis.version)) ? SINCE_5 : []];
  const kept = Object.entries(configs as object).filter(([name]) => !tooNew.flat().some((one) => one.test(name)));
  return { ...redis, configs: Object.fromEntries(kept) };
}

/** Everybody, nobody, or one to three members. */
function callers({ anyOf = [] }: SchemaNode): fc.Arbitrary<unknown> {
  const list = anyOf.find(({ type }) => type === "array");
  const members = matching(list?.items?.pattern ?? "", list?.items?.maxLength);
  return fc.oneof(fc.boolean(), fc.array(members, { minLength: list?.minItems ?? 0, maxLength: 3 }));
}

/** A sentence wherever everybody may call a service with Redis, and none where not everybody may. */
function explained({ publicBecause, ...service }: Record<string, unknown>): Record<string, unknown> {
  if (service.public !== true) return service;
  const sentence = publicBecause ?? (service.redis === true ? "Browsers call it all day long" : undefined);
  return sentence === undefined ? service : { ...service, publicBecause: sentence };
}

/** MiB that a container may have at least and at most for its CPUs. */
const MEMORY: Record<string, { min: number; max: number }> = {
  "1": { min: 128, max: 4096 },
  "2": { min: 128, max: 8192 },
  "4": { min: 2048, max: 16384 },
  "6": { min: 4096, max: 24576 },
  "8": { min: 4096, max: 32768 },
};

/** Memory that fits the CPUs, often as little or as much as there may be. */
function fitting(service: Record<string, unknown>): fc.Arbitrary<unknown> {
  const { min, max } = MEMORY[String(service.cpu)] ?? { min: Number.NaN, max: Number.NaN };
  return fc
    .oneof(
      fc.constantFrom(`${min}Mi`, `${max}Mi`, `${max / 1024}Gi`),
      fc.integer({ min, max }).map((mebibytes) => `${mebibytes}Mi`),
      fc.integer({ min: Math.ceil(min / 1024), max: max / 1024 }).map((gibibytes) => `${gibibytes}Gi`),
    )
    .map((memory) => ({ ...service, memory }));
}

/** What is read from a secret is not in plain sight as well. */
function saidOnce({ env, secrets, ...service }: Record<string, unknown>): Record<string, unknown> {
  if (secrets === undefined) return { ...service, env };
  const once = Object.entries(secrets as object).filter(([name]) => !Object.hasOwn(env as object, name));
  return { ...service, env, secrets: Object.fromEntries(once) };
}

/** It requires what it is given, and no two services have a host name in common. */
const expectedOf =
  (path: string) =>
  ({ requires, domains, ...service }: Record<string, unknown>): Record<string, unknown> => {
    const key = path.split(".")[1] ?? "";
    const given = [service.env, service.secrets].flatMap((block) => Object.keys(block ?? {}));
    const names = [...new Set((domains ?? []) as string[])].map((name) => `${key}.${name}`);
    return { ...service, ...(requires ? { requires: given } : {}), ...(domains ? { domains: names } : {}) };
  };

function ordered(
  node: SchemaNode,
  path: string,
  inOrder: (min: number, max: number) => boolean,
): fc.Arbitrary<unknown> {
  return block(node, `${path}:`).filter(({ min, max }) => inOrder(Number(min), Number(max)));
}

function startupProbe({ properties = {} }: SchemaNode, shortestWindow: number): fc.Arbitrary<unknown> {
  const { path, periodSeconds, failureThreshold, timeoutSeconds, ...others } = properties;
  if (!path || !periodSeconds || !failureThreshold || !timeoutSeconds || Object.keys(others).length > 0) {
    throw new Error("a startup probe is generated setting by setting: say here what the new one can be");
  }
  return wholeNumber(periodSeconds).chain((period) =>
    fc.record({
      path: anyOf(path, "path"),
      periodSeconds: fc.constant(period),
      failureThreshold: wholeNumber(failureThreshold, {
        min: Math.ceil(shortestWindow / period),
        max: Math.floor(240 / period),
      }),
      timeoutSeconds: wholeNumber(timeoutSeconds, { min: 1, max: period }),
    }),
  );
}

function websocketsWithAffinity(service: Record<string, unknown>): Record<string, unknown> {
  return service.websockets === true ? { ...service, sessionAffinity: true } : service;
}

/** The pattern of a name, with as many characters between the first and the last as are asked for, often the most. */
function nameOf(node: SchemaNode | undefined, between: { min: number; max: number }): fc.Arbitrary<string> {
  const having = (quantifier: string) => fc.stringMatching(new RegExp((node?.pattern ?? "").replace("*", quantifier)));
  return fc.oneof(having(`{${between.min},${between.max}}`), having(`{${between.max}}`));
}

const { name: environmentName, services } = settingsNode.properties ?? {};
const serviceName = Object.values(services?.properties ?? {})[0]?.properties?.name;

/** Either the connector is named, or the environment's name is short enough to derive its connector's from. */
const environmentNames: fc.Arbitrary<Edits> = fc.oneof(
  nameOf(environmentName, { min: 0, max: 13 }).map((name) => ({ name, "connector.name": undefined })),
  fc.record({
    name: nameOf(environmentName, { min: 0, max: 32 }),
    "connector.name": matching(CONNECTOR_NAME.source),
  }),
);

const serviceNames: fc.Arbitrary<Edits> = fc
  .tuple(
    fc.uniqueArray(
      nameOf(serviceName, { min: 4, max: 28 }).filter((name) => name.length >= 6),
      { minLength: serviceKeys.length, maxLength: serviceKeys.length },
    ),
    fc.infiniteStream(fc.boolean()),
  )
  .map(([names, arePinned]) =>
    Object.fromEntries(
      serviceKeys.flatMap((key, index) => [
        [`services.${key}.name`, names[index]],
        [`services.${key}.traffic`, arePinned.next().value ? pinOf(names[index] ?? "") : undefined],
      ]),
    ),
  );

/** Without a network of its own an environment has no NAT, and nothing for the internet goes into the network. */
const WITHOUT_NAT: Edits = Object.fromEntries(
  connectedKeys.map((service) => [`services.${service}.egress`, "PRIVATE_RANGES_ONLY"]),
);

/** Nobody is told, or everybody in every way; and what may be said besides. */
const alerts = fc
  .tuple(
    fc.constantFrom({ nobody: "A rehearsal, which nobody uses" }, { channels: CHANNELS }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([told, sets, promises]) => ({
    ...told,
    runbooks: "https://example.com/runbooks",
    ...(sets
      ? { thresholds: { "redis-memory": 0.5, "redis-ca": 90 }, off: { uptime: "Nobody comes from outside" } }
      : {}),
    ...(promises
      ? { slos: Object.fromEntries(serviceKeys.map((key) => [key, { availability: 0.99, within2s: 0.95 }])) }
      : {}),
  }));

/** Generators are made once: making this one takes longer than many draws from it. */
const settings = anyOf(settingsNode, "");
const environmentsWith = (privateNetwork: boolean) => ({
  privateNetwork,
  environments: fc
    .tuple(
      settings,
      environmentNames,
      serviceNames,
      rangesApart(privateNetwork),
      alerts.map((alerts): Edits => ({ alerts })),
    )
    .map(([input, ...edits]) =>
      edited(input, Object.assign({ privateNetwork }, privateNetwork ? {} : WITHOUT_NAT, ...edits)),
    ),
});
const dedicated = environmentsWith(true);
const besideDefault = environmentsWith(false);
