import { areAlike } from "../../compare/differences";
import { lastSegment, type Value } from "../../values";

/** Networks are written as names, paths and links. */
export function isSame(one: Value | undefined, other: Value): boolean {
  if (areAlike(one, other)) return true;
  return (
    typeof one === "string" &&
    typeof other === "string" &&
    isPath(one, other) &&
    lastSegment(one) === lastSegment(other)
  );
}

function isPath(...texts: string[]): boolean {
  return texts.some((text) => text.includes("/")) && !texts.some((text) => /\/\d+$/.test(text));
}
