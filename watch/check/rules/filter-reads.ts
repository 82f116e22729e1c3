import { FILTER_CHARACTERS } from "../../../facts/metrics/limits";
import { shown } from "../mistake";
import type { Rule } from "../subject";

/** A filter that cannot be read selects nothing here, and is refused by the API at the deploy. */
export const filterReads: Rule = ({ queries }) =>
  queries.flatMap(({ at, filter, selects }) => {
    if (filter.length > FILTER_CHARACTERS) {
      const got = `${filter.length}, ${shown(filter)}`;
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
