import { attributesOf } from "../../../facts/provider";
import { parseTemplate } from "../../../lineup/src/inputs/expressions/parser";
import type { AccessStep, ExpressionNode } from "../../../lineup/src/inputs/expressions/syntax";

/**
 * Functions of values alone. None reads a file, none takes the mark off a secret (nonsensitive), none gives another
 * value in another plan, except timestamp(), which a plan does not know yet.
 */
const FUNCTIONS = new Set(
  [
    "abs base64encode ceil chunklist cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact concat",
    "contains distinct element endswith flatten floor format formatlist index join jsonencode keys length lookup lower",
    "max merge min range regex regexall replace reverse setintersection setproduct setsubtract setunion slice sort split",
    "startswith strrev substr sum timestamp title tobool tolist tomap tonumber toset tostring trim trimprefix trimspace",
    "trimsuffix upper values zipmap",
  ].flatMap((names) => names.split(" ")),
);

/** The one attribute that may be made of a secret, and by what: an error of another function would quote the secret. */
const MADE_OF_SECRETS = /^resource\.google_secret_manager_secret_version\.[\w-]+\.secret_data$/;
const OF_SECRETS = new Set(["coalesce", "timestamp"]);

/** What opens a channel of alerts is read from its secret, and goes there as it is: nothing may be made of it. */
const OPENS_A_CHANNEL =
  /^resource\.google_monitoring_notification_channel\.[\w-]+\.sensitive_labels\.(auth_token|password|service_key)$/;
const AS_IT_IS = /^\$\{data\.google_secret_manager_secret_version_access\.[\w-]+\.secret_data\}$/;

/**
 * What no schema calls secret, and people write secrets into, also by hand into what runs: an expression would carry it
 * into a name.
 */
const MAY_HOLD_SECRETS = /(^|\.)(env|args|command|md5_authentication_keys)(\.|$)/;
const CHANNEL = "google_monitoring_notification_channel";

/** What may be read of the cloud, too: a network and a secret that were there before, of the secret what is said about it. */
export const DATA = ["google_compute_network", "google_secret_manager_secret"];
/** A secret's value, and so only where main reads the same one. */
export const DATA_OF_MAIN = "google_secret_manager_secret_version_access";

/** What is wrong with one text of the configuration, at its place. A text without a template is none of them. */
export function refusedIn(text: string, place: string): string[] {
  if (!/[$%]\{/.test(text)) return [];
  if (OPENS_A_CHANNEL.test(place) && AS_IT_IS.test(text)) return [];
  try {
    const node = parseTemplate(text);
    const refused = new Expressions("not secret").refused(node);
    const mayBeSecret =
      MADE_OF_SECRETS.test(place) && isPlain(node) && new Expressions("any").refused(node).length === 0;
    return mayBeSecret ? [] : refused;
  } catch (error) {
    return [`has an expression that is not understood (${(error as Error).message}), so it cannot be checked`];
  }
}

/** An attribute, or one of the functions of secrets over attributes. */
function isPlain(node: ExpressionNode): boolean {
  if (node.kind === "call") return OF_SECRETS.has(node.name) && node.args.every(isPlain);
  return node.kind === "traversal" && node.steps.every(({ kind }) => kind === "name");
}

class Expressions {
  constructor(private readonly attributes: "any" | "not secret") {}

  refused(node: ExpressionNode): string[] {
    return [...this.here(node), ...inside(node).flatMap((one) => this.refused(one))];
  }

  private here(node: ExpressionNode): string[] {
    if (node.kind === "traversal") return this.reference(node.root, node.steps);
    if (node.kind === "for") return ["loops with for or %{for}, which this app does not write"];
    return node.kind === "call" && !FUNCTIONS.has(node.name) ? [`calls ${node.name}(), which is not allowed`] : [];
  }

  /** Only an attribute of a resource, by its name: a whole resource holds what is secret of it, and an index could say it. */
  private reference(root: string, steps: readonly AccessStep[]): string[] {
    const [kind, ...rest] = steps;
    if (root === "data" && kind?.kind === "name" && DATA.includes(kind.name)) return this.attribute(kind.name, rest);
    return this.attribute(root, steps);
  }

  private attribute(root: string, [name, ...steps]: readonly AccessStep[]): string[] {
    const attributes = attributesOf(root);
    if (!attributes) return [`refers to ${root}, and only attributes of resources may be referred to`];
    const at = steps.findIndex((step) => step.kind === "name");
    const before = at === -1 ? steps : steps.slice(0, at);
    if (name?.kind !== "name" || at === -1 || !before.every(isPlace)) {
      return [`refers to a ${root} as a whole, or to an attribute that is not named - name the attribute`];
    }
    const path = steps.slice(at).flatMap(written);
    if (path.includes(undefined)) return [`refers to an attribute of ${root} by a computed name`];
    const said = path.join(".");
    if (root === CHANNEL && /^(user_)?labels/.test(said)) return [`refers to ${root}.${said}, which may hold a secret`];
    const held = Object.keys(attributes).find((one) => MAY_HOLD_SECRETS.test(one) && overlaps(one, said));
    if (held) return [`refers to ${root}.${held}, which may hold a secret`];
    const secret = Object.entries(attributes).find(
      ([attribute, { sensitive }]) => sensitive && overlaps(attribute, said),
    );
    return secret && this.attributes !== "any"
      ? [`refers to ${root}.${secret[0]}, which is secret: only secret_data of a secret's version may be made of it`]
      : [];
  }
}

/** What an expression is made of. A loop is refused as a whole. */
function inside(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case "literal":
    case "for":
      return [];
    case "template":
      return node.parts;
    case "traversal":
      return keysOf(node.steps);
    case "access":
      return [node.target, ...keysOf(node.steps)];
    case "call":
      return node.args;
    case "conditional":
      return [node.test, node.yes, node.no];
    case "binary":
      return [node.left, node.right];
    case "unary":
      return [node.operand];
    case "list":
      return node.items;
    case "object":
      return node.entries.flat();
  }
}

/**
 * What a text reads of resources of a type besides these attributes, each by its name alone: what is in a list, in a
 * block or of several is none of them.
 */
export function readBesides(text: string, type: string, attributes: readonly string[]): string[] {
  if (!/[$%]\{/.test(text)) return [];
  const read = (node: ExpressionNode): string[] => [
    ...(node.kind === "traversal" && node.root === type && !isOneOf(node.steps, attributes) ? [said(node.steps)] : []),
    ...inside(node).flatMap(read),
  ];
  try {
    return read(parseTemplate(text));
  } catch {
    // Whatever it reads, it is refused as not understood.
    return ["what is not understood"];
  }
}

function isOneOf([name, attribute, ...deeper]: readonly AccessStep[], attributes: readonly string[]): boolean {
  const isNamed = name?.kind === "name" && attribute?.kind === "name" && deeper.length === 0;
  return isNamed && attributes.includes(attribute.name);
}

const said = (steps: readonly AccessStep[]) =>
  steps.map((step) => (step.kind === "name" ? step.name : "(a place)")).join(".");

/** A place in a list: `[*]`, `.0`, and `[0]`, which the parser reads as a call of tonumber. */
function isPlace(step: AccessStep): boolean {
  if (step.kind !== "index") return step.kind === "splat";
  return step.key.kind === "call"
    ? step.key.name === "tonumber"
    : step.key.kind === "literal" && typeof step.key.value === "number";
}

/** The names in a step; a place in a list has none, and a name that is computed is undefined. */
function written(step: AccessStep): (string | undefined)[] {
  if (step.kind === "name") return [step.name];
  if (isPlace(step)) return [];
  return step.kind === "index" && step.key.kind === "literal" ? [String(step.key.value)] : [undefined];
}

/** One is the other, or holds it: a block is as secret as what is in it. */
function overlaps(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

function keysOf(steps: readonly AccessStep[]): ExpressionNode[] {
  return steps.flatMap((step) => (step.kind === "index" ? [step.key] : []));
}
