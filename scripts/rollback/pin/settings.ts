import type * as TypeScript from "typescript";
import { indentAt } from "./lines";

export interface Place {
  start: number;
  end: number;
}

export interface Settings {
  /** The place of the closing brace. */
  close: number;
  /** The end of what stands last, and whether a comma follows. */
  last: { end: number; hasComma: boolean } | undefined;
  indent: string;
}

/** Where the settings of a service are in a file, and its pins; or why they cannot be edited. */
export function settingsOf(
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
