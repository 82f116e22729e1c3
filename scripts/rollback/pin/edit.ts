import type * as TypeScript from "typescript";
import type { Pin } from "../../../facts/pins";
import { sentenceOf } from "./sentence";

/** The file with the pin in it or without one, or why it is none that can be edited here. */
export type Edited = { text: string } | { why: string };

/** The file is written by people: all but the one sentence stays as it is, to the last space. */
export function withPin(text: string, service: { environment: string; key: string }, pin: Pin | undefined): Edited {
  // As Windows ends lines, where the file does.
  if (text.includes("\r\n")) {
    const edited = withPin(text.replaceAll("\r\n", "\n"), service, pin);
    return "why" in edited ? edited : { text: edited.text.replaceAll("\n", "\r\n") };
  }
  const found = settingsOf(text, service);
  if ("why" in found) return found;
  const { settings, pins } = found;
  const [old, ...more] = pins;
  if (more.length > 0) return { why: `services.${service.key} says traffic more than once` };
  if (pin === undefined) return { text: old === undefined ? text : without(text, old) };
  if (old !== undefined) {
    const sentence = sentenceOf(pin, indentAt(text, old.start)).trimStart().slice(0, -1);
    return { text: `${text.slice(0, old.start)}${sentence}${text.slice(old.end)}` };
  }
  return added(text, settings, pin);
}

interface Place {
  start: number;
  end: number;
}

interface Settings {
  /** The place of the closing brace. */
  close: number;
  /** The end of what stands last, and whether a comma follows. */
  last: { end: number; hasComma: boolean } | undefined;
  indent: string;
}

function added(text: string, { close, last, indent }: Settings, pin: Pin): Edited {
  const line = lineStart(text, close);
  if (text.slice(line, close).trim() !== "") return { why: "the settings of the service end on a line with others" };
  const before =
    last && !last.hasComma ? `${text.slice(0, last.end)},${text.slice(last.end, line)}` : text.slice(0, line);
  return { text: `${before}${sentenceOf(pin, indent)}\n${text.slice(line)}` };
}

/** With the comma after it, and with its lines where nothing else stands on them. */
function without(text: string, { start, end }: Place): string {
  const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
  const after = end + comma;
  const line = lineStart(text, start);
  const rest = /^[^\S\n]*(\n|$)/.exec(text.slice(after))?.[0];
  if (text.slice(line, start).trim() === "" && rest !== undefined)
    return text.slice(0, line) + text.slice(after + rest.length);
  return text.slice(0, start) + text.slice(after).replace(/^ +/, "");
}

function settingsOf(
  text: string,
  { environment, key }: { environment: string; key: string },
): { settings: Settings; pins: Place[] } | { why: string } {
  const ts = typescript();
  if (!ts) return { why: "the package typescript, which reads it, is not installed" };
  const file = ts.createSourceFile("environment.ts", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const { parseDiagnostics = [] } = file as { parseDiagnostics?: readonly unknown[] };
  if (parseDiagnostics.length > 0) return { why: "it is no TypeScript that can be read" };
  const reading = new Reading(ts, file);
  const written = reading.objects().filter((one) => reading.textOf(one, "name") === environment);
  if (written.length !== 1) return { why: `it does not write out one object whose name is "${environment}"` };
  const services = reading.objectIn(written[0], "services");
  if (!services) return { why: "its services are not written out as an object" };
  const service = reading.objectIn(services, key);
  if (!service) return { why: `services.${key} is not written out as an object` };
  if (service.properties.some((one) => one.name && ts.isComputedPropertyName(one.name))) {
    return { why: `services.${key} has a key that is computed` };
  }
  const pins = service.properties.filter((one) => reading.nameOf(one) === "traffic");
  if (pins.some((one) => !ts.isPropertyAssignment(one))) return { why: `services.${key}.traffic is not written out` };
  const first = pins[0] ? service.properties.indexOf(pins[0]) : service.properties.length;
  if (service.properties.slice(first).some(ts.isSpreadAssignment)) {
    return { why: `services.${key}.traffic is followed by what may replace it` };
  }
  const close = service.getEnd() - 1;
  const last = service.properties.at(-1);
  return {
    settings: {
      close,
      last: last && { end: last.getEnd(), hasComma: service.properties.hasTrailingComma === true },
      indent: last ? indentAt(text, last.getStart(file)) : `${indentAt(text, service.getStart(file))}  `,
    },
    pins: pins.map((one) => ({ start: one.getStart(file), end: one.getEnd() })),
  };
}

type Ts = typeof TypeScript;
type ObjectLiteral = TypeScript.ObjectLiteralExpression;

/** What is written out in the file, and nothing that is computed. */
class Reading {
  constructor(
    private readonly ts: Ts,
    private readonly file: TypeScript.SourceFile,
  ) {}

  /** Every object that a variable of the file holds. */
  objects(): ObjectLiteral[] {
    return this.file.statements
      .filter(this.ts.isVariableStatement)
      .flatMap(({ declarationList }) =>
        declarationList.declarations.flatMap(({ initializer }) => this.object(initializer) ?? []),
      );
  }

  objectIn(object: ObjectLiteral | undefined, key: string): ObjectLiteral | undefined {
    return this.object(this.valueOf(object, key));
  }

  textOf(object: ObjectLiteral, key: string): string | undefined {
    const value = this.valueOf(object, key);
    return value && this.ts.isStringLiteralLike(value) ? value.text : undefined;
  }

  nameOf(property: TypeScript.ObjectLiteralElementLike): string | undefined {
    const { name } = property;
    const isPlain = name && (this.ts.isIdentifier(name) || this.ts.isStringLiteralLike(name));
    return isPlain ? name.text : undefined;
  }

  /** Undefined where it is said twice, or may be replaced by what is spread after it. */
  private valueOf(object: ObjectLiteral | undefined, key: string): TypeScript.Expression | undefined {
    const named = object?.properties.filter((one) => this.nameOf(one) === key) ?? [];
    const [only] = named;
    if (named.length !== 1 || !only || !this.ts.isPropertyAssignment(only)) return undefined;
    const after = object?.properties.slice(object.properties.indexOf(only)) ?? [];
    return after.some(this.ts.isSpreadAssignment) ? undefined : only.initializer;
  }

  private object(value: TypeScript.Expression | undefined): ObjectLiteral | undefined {
    let inner = value;
    while (
      inner &&
      (this.ts.isAsExpression(inner) ||
        this.ts.isSatisfiesExpression(inner) ||
        this.ts.isParenthesizedExpression(inner))
    ) {
      inner = inner.expression;
    }
    return inner && this.ts.isObjectLiteralExpression(inner) ? inner : undefined;
  }
}

/** Loaded here: nothing else of the command needs it, and it may be left out of an installation. */
function typescript(): Ts | undefined {
  try {
    return require("typescript");
  } catch {
    return undefined;
  }
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function indentAt(text: string, at: number): string {
  return /^[^\S\n]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? "";
}
