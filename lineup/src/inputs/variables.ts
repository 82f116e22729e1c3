import { Unresolved } from "../values";
import { own, type Raw, type RawBlock } from "./blocks";
import { convert, REFUSED } from "./expressions/convert";
import { typeConstraint } from "./expressions/type-constraint";
import { NotGiven, type Type, type Typed } from "./expressions/types";
import { literalOf } from "./literals";

/** What a variable stands for: its given value or its default, as the type that it declares. */
export function variableValue(
  declaration: RawBlock | undefined,
  given: Raw | Unresolved | undefined,
  text: string,
): Typed {
  const isLiteral = given !== undefined && !(given instanceof Unresolved);
  return valueOrDefault(declaration, isLiteral ? literalOf(given) : given, text);
}

/** The same of a value that a module call gives, which has been evaluated. */
export function valueOrDefault(declaration: RawBlock | undefined, given: Typed | undefined, text: string): Typed {
  // Given anew at each run, and recorded nowhere.
  if (own(declaration, "ephemeral") === true) return new NotGiven(text);
  const written = own(declaration, "default");
  const otherwise = written === undefined ? undefined : literalOf(written);
  // A variable that may not be null has its default instead.
  const isReplaced = given === null && own(declaration, "nullable") === false;
  const value = given === undefined || isReplaced ? otherwise : given;
  if (value === undefined) return new NotGiven(`${text} (a variable without a value: --var gives one)`);
  const type = typeOfVariable(declaration);
  if (type === undefined) return new Unresolved(`${text} (a variable of a type that is not read)`);
  const converted = convert(value, type);
  return converted === undefined || converted === REFUSED ? new Unresolved(text) : converted;
}

/** Undefined where it declares one that lineup does not read. */
export function typeOfVariable(declaration: RawBlock | undefined): Type | undefined {
  const declared = own(declaration, "type");
  if (declared === undefined) return "any";
  return typeof declared === "string" ? typeConstraint(declared) : undefined;
}
