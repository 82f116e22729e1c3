import { FILTER_CHARACTERS } from "../../../facts/metrics/limits";
import { piecesOf, referenceIn } from "../../shipped/references";
import type { Made } from "../made";
import { shown } from "../mistake";
import type { Rule } from "../subject";

/** A filter that cannot be read selects nothing here, and is refused by the API at the deploy. */
export const filterReads: Rule = ({ queries, made }) =>
  queries.flatMap(({ at, filter, selects }) => {
    const length = lengthOf(filter, made);
    if (length > FILTER_CHARACTERS) {
      const got = `${length}, ${shown(filter)}`;
      return [
        {
          at,
          what: `a filter has ${FILTER_CHARACTERS} characters at most`,
          got,
          wayOut: "leave out what is the same for all",
        },
      ];
    }
    if (selects.kind !== "unread") return [];
    const { error } = selects;
    const wayOut = `at character ${error.at + 1} ${error.expected} is expected, and not ${error.found}`;
    return [{ at, what: "the filter cannot be read", got: shown(filter), wayOut }];
  });

/** As it will be: the name of a resource in the place of the reference to it. */
function lengthOf(filter: string, made: Made): number {
  return piecesOf(filter).reduce((length, piece) => {
    if ("text" in piece) return length + piece.text.length;
    const { address = "", attribute = "" } = referenceIn(piece.expression) ?? {};
    const name = attribute.endsWith(".name") ? made.value(address, ["name"]) : undefined;
    return length + (typeof name === "string" ? name : `\${${piece.expression}}`).length;
  }, 0);
}
