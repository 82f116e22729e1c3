import { isDeepStrictEqual } from "node:util";
import { PLAIN_ID } from "../../../facts/imports";
import { attributesOf } from "../../../facts/provider";
import { mayBeSecretName } from "../../../facts/secret-names";
import { isBlock, type RawBlock } from "../../../lineup/src/inputs/blocks";
import { plain } from "../../../lineup/src/text/plain";
import { DATA, DATA_OF_MAIN, refusedIn } from "./expressions";
import { imports, listed } from "./imports";

/** The blocks of a configuration, and what may stand in each. Whatever is not here is refused. */
const BLOCKS = ["//", "terraform", "provider", "resource", "data", "output", "import", "moved", "removed"];
const OF_OUTPUT = ["//", "value", "description", "sensitive", "depends_on"];
const LIFECYCLE = ["ignore_changes", "prevent_destroy", "create_before_destroy", "replace_triggered_by"];
/** Of a resource, besides what the provider knows: a loop, another provider, code, or a condition that tells a secret. */
const FORBIDDEN = ["provisioner", "connection", "provider", "count", "for_each"];
/** What Terraform reads as an address where it stands, and not as a text with templates: an address is all it may be. */
const ADDRESSES =
  /^(resource|data|output)\..+\.(depends_on|ignore_changes|replace_triggered_by)$|^(moved|removed|import)\.(from|to)$/;
const ADDRESS = /^[a-z_]\w*((\.|\[)([\w-]+|"[^"$%\\]*")\]?)*$/i;

/**
 * Why a configuration may not be planned with a token: each thing that could run code, read a file or a secret, or send
 * the token elsewhere. `main` is what main's own code synthesizes for the environment.
 */
export function refusals(configuration: RawBlock, main: RawBlock): string[] {
  const unknown = Object.keys(configuration).filter((block) => !BLOCKS.includes(block));
  return [
    ...unknown.map((block) => `${called(block)} is refused: only ${BLOCKS.join(", ")} may be there`),
    ...["terraform", "provider"].flatMap((block) => settings(configuration[block], main[block], block)),
    ...entries(configuration.resource).flatMap(([type, bodies]) => resources(type, bodies)),
    ...entries(configuration.data).flatMap(([type, bodies]) => data(type, bodies, main)),
    ...entries(configuration.output).flatMap(([name, body]) => only(OF_OUTPUT, body, `output.${name}`)),
    ...imports(configuration, main),
    ...listed(configuration.moved).flatMap((block) => moved(block)),
    ...listed(configuration.removed).flatMap((block) => removed(block)),
    ...texts(configuration, ""),
  ];
}

/** Backend, providers and their settings decide where the token goes: they are main's, to the letter. */
function settings(got: unknown, wanted: unknown, place: string): string[] {
  if (isDeepStrictEqual(got, wanted)) return [];
  if (isNested(got) && isNested(wanted) && Array.isArray(got) === Array.isArray(wanted)) {
    const keys = [...new Set([...Object.keys(wanted), ...Object.keys(got)])];
    return keys.flatMap((key) => settings(member(got, key), member(wanted, key), `${place}.${key}`));
  }
  const [is, was] = [got, wanted].map((value) => (mayBeSecretName(place) ? "what is not printed" : shown(value)));
  return [`${called(place)} is ${is}, and main has ${was}: merge such a change and start Deploy by hand`];
}

const isNested = (value: unknown): value is RawBlock => typeof value === "object" && value !== null;
const member = (of: RawBlock, key: string): unknown => (Object.hasOwn(of, key) ? of[key] : undefined);

function resources(type: string, bodies: unknown): string[] {
  if (!attributesOf(type)) {
    return [
      `resource.${called(type)} is refused: facts/google-6.50.0.json does not know this type, so nobody has judged it`,
    ];
  }
  return entries(bodies).flatMap(([name, body]) => declared(`resource.${type}.${name}`, body));
}

function data(type: string, bodies: unknown, main: RawBlock): string[] {
  if (type === DATA_OF_MAIN) {
    const read = entries(main.data).flatMap(([kind, ours]) => (kind === type ? entries(ours) : []));
    return entries(bodies)
      .filter(([, body]) => !read.some(([, ours]) => isDeepStrictEqual(ours, body)))
      .map(
        ([name]) =>
          `${called(`data.${type}.${name}`)} reads a secret that main does not: merge it first, and start Deploy by hand`,
      );
  }
  if (!DATA.includes(type)) return [`data.${called(type)} is refused: only ${DATA.join(", ")} may be read`];
  return entries(bodies).flatMap(([name, body]) => [
    ...declared(`data.${type}.${name}`, body),
    ...Object.values(isBlock(body) ? body : {})
      .filter((value) => typeof value === "string" && !PLAIN_ID.test(value.replace(/\$\{[^}]*\}/g, "name")))
      .map((value) => `${called(`data.${type}.${name}`)} reads ${shown(value)}, which is no name`),
  ]);
}

function declared(place: string, body: unknown): string[] {
  if (!isBlock(body)) return [`${called(place)} is not one block`];
  const forbidden = FORBIDDEN.filter((key) => Object.hasOwn(body, key)).map((key) => `${called(place)} has ${key}`);
  const loops = hasLoop(body) ? [`${called(place)} has dynamic blocks`] : [];
  return [
    ...forbidden,
    ...loops,
    ...listed(body.lifecycle).flatMap((block) => only(LIFECYCLE, block, `${place}.lifecycle`)),
  ];
}

/** What is secret in a state is so by its kind: as another kind it would be read in clear. */
function moved(block: unknown): string[] {
  const wrong = only(["from", "to"], block, "moved");
  if (wrong.length > 0 || !isBlock(block)) return wrong;
  const [from, to] = [block.from, block.to].map((address) => /([\w-]+)\.[^.]+$/.exec(String(address))?.[1]);
  return from === to ? [] : [`moved from ${shown(block.from)} to ${shown(block.to)}, which is of another kind`];
}

/** At any depth; a label or a key of somebody's own may be called so, and holds a text. */
function hasLoop(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasLoop);
  return (
    isBlock(value) &&
    Object.entries(value).some(([key, inner]) => (key === "dynamic" && isNested(inner)) || hasLoop(inner))
  );
}

function removed(block: unknown): string[] {
  const wrong = only(["from", "lifecycle"], block, "removed");
  if (wrong.length > 0 || !isBlock(block)) return wrong;
  return listed(block.lifecycle).flatMap((one) => only(["destroy"], one, "removed.lifecycle"));
}

function only(allowed: readonly string[], block: unknown, place: string): string[] {
  if (!isBlock(block)) return [`${called(place)} is not one block`];
  return Object.keys(block)
    .filter((key) => !allowed.includes(key))
    .map((key) => `${called(`${place}.${key}`)} is refused: only ${allowed.join(", ")} may be there`);
}

/** Every text anywhere, and every key: Terraform reads templates in both. */
function texts(value: unknown, place: string): string[] {
  if (typeof value === "string" && ADDRESSES.test(place) && !ADDRESS.test(value)) {
    return [`${called(place)} is no address, got ${shown(value)}`];
  }
  const here = (text: string) => refusedIn(text, place).map((why) => `${called(place)} ${why}`);
  if (typeof value === "string") return here(value);
  if (Array.isArray(value)) return value.flatMap((item) => texts(item, place));
  if (!isBlock(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...here(key),
    ...texts(inner, place === "" ? key : `${place}.${key}`),
  ]);
}

/** Where Terraform would take a list of blocks as well, what is no block is refused under that name. */
function entries(value: unknown): [string, unknown][] {
  if (value === undefined) return [];
  return isBlock(value) ? Object.entries(value) : [["(not one block)", value]];
}

const shown = (value: unknown) => (value === undefined ? "nothing" : plain(JSON.stringify(value), 120));
const called = (name: string) => plain(name, 120);
