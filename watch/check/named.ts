import type { LabelForm } from "../../facts/metrics/metric";
import type { Literal } from "../filter/tree";
import { mentionedIn, type Piece, piecesOf, type Reference, referenceIn } from "../shipped/references";
import type { Made } from "./made";
import { listed, type Mistake, shown } from "./mistake";

/** A text that names a thing says nothing of whether it is there, and goes on saying it when the thing is renamed. */
const NAMES_A_THING = /\{(?:name|number|host)\}/;

/** What is wrong with the value of a label of this form; undefined where it names something that this stack makes. */
export function misnamed(text: string, label: string, form: LabelForm, made: Made): Omit<Mistake, "at"> | undefined {
  const pieces = piecesOf(text);
  const references = pieces.flatMap((piece) => ("expression" in piece ? mentionedIn(piece.expression) : []));
  const missing = references.find(({ address }) => !made.has(address));
  if (missing) {
    return { what: `${label} refers to nothing in this stack`, got: missing.address, wayOut: choice(form, made) };
  }
  if (!pieces.some((piece) => "expression" in piece)) return said(text, label, form, made);
  if (form.from.length === 0 || hasForm(pieces, form)) return undefined;
  const what = `${label} has the form ${form.form}`;
  const [first] = references;
  const right = first && form.from.find((from) => typeOf(from) === typeOf(first.attribute));
  if (first && right) {
    const instead = `\${${first.address}.${right.slice(typeOf(right).length + 1)}}`;
    return { what, got: shown(text), wayOut: `write ${instead}` };
  }
  return { what, got: shown(text), wayOut: choice(form, made) };
}

/** A value without a reference. */
function said(text: string, label: string, form: LabelForm, made: Made): Omit<Mistake, "at"> | undefined {
  if (form.form === "{project}") {
    if (made.project === undefined || made.project === text) return undefined;
    return { what: `${label} is that of this stack`, got: shown(text), wayOut: `write ${made.project}` };
  }
  if (form.from.length === 0) return undefined;
  if (!NAMES_A_THING.test(form.form)) {
    const here = form.from.flatMap((from) => made.texts(typeOf(from), from.slice(typeOf(from).length + 1)));
    if (here.length === 0 || here.includes(text)) return undefined;
    return {
      what: `${label} names none of this stack's`,
      got: shown(text),
      wayOut: `it has ${listed([...new Set(here)])}`,
    };
  }
  const why = form.not === undefined ? "" : ` (${form.not} matches nothing)`;
  return { what: `${label} names a thing by reference`, got: shown(text), wayOut: `${choice(form, made)}${why}` };
}

function choice({ from, form }: LabelForm, made: Made): string {
  const all = from.flatMap((one) => {
    const type = typeOf(one);
    return made.ofType(type).map((address) => `\${${address}.${one.slice(type.length + 1)}}`);
  });
  if (all.length > 0) return `refer to ${listed(all)}, of the form ${form}`;
  return from.length > 0 ? `this stack makes no ${listed(from.map(typeOf))}` : "leave it out";
}

/** One of the attributes that have the form, an expression over one, or the form with a name in its place. */
function hasForm(pieces: readonly Piece[], { form, from }: LabelForm): boolean {
  const [only] = pieces;
  if (pieces.length === 1 && only && "expression" in only) {
    const whole = referenceIn(only.expression);
    const named = whole ? [whole] : mentionedIn(only.expression);
    return named.some(({ attribute }) => from.includes(attribute));
  }
  const template = form.split("/");
  const parts = pieces
    .map((piece) => ("text" in piece ? piece.text : `\${${piece.expression.replaceAll("/", " ")}}`))
    .join("")
    .split("/");
  if (template.length < 2 || parts.length !== template.length) return false;
  return template.every((place, index) => fits(parts[index] ?? "", place, from));
}

function fits(part: string, place: string, from: readonly string[]): boolean {
  if (place !== "{name}") return place.startsWith("{") ? part !== "" : part === place;
  const [piece, ...others] = piecesOf(part);
  if (!piece || !("expression" in piece) || others.length > 0) return false;
  const reference: Reference | undefined = referenceIn(piece.expression);
  return reference !== undefined && from.some((one) => reference.attribute === `${typeOf(one)}.name`);
}

function typeOf(attribute: string): string {
  return attribute.slice(0, attribute.indexOf("."));
}

/** The alternatives of a pattern that does nothing but list some: `(${a.name}|${b.name})`. Undefined for any other. */
export function alternativesOf({ text }: Literal): string[] | undefined {
  const alternatives: string[] = [""];
  for (const piece of piecesOf(text)) {
    if ("expression" in piece) {
      alternatives.push(`${alternatives.pop() ?? ""}\${${piece.expression}}`);
      continue;
    }
    const [first = "", ...others] = piece.text.replaceAll(/[()^$]/g, "").split("|");
    alternatives.push(`${alternatives.pop() ?? ""}${first}`, ...others);
  }
  return alternatives.some((one) => /[.*+?[\]\\{]/.test(one.replaceAll(/\$\{[^}]*\}/g, ""))) ? undefined : alternatives;
}
