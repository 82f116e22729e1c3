import type { Outcome } from "../adopt/contract";
import { count } from "../text/words";
import type { Tone } from "./report";
import { joined } from "./words";

interface Words {
  title: string;
  tone: Tone;
  /** What a row comes to with the sentences that help: the end of "comesTo: ". */
  comesTo: string;
  /** How many there are, as in "3 imports without a change". */
  counted: (number: number) => string;
}

const imports = (number: number) => count(number, "import");

/** What somebody has to look at. */
const TO_READ = {
  replaced: {
    title: "Would be replaced",
    tone: "bad",
    comesTo: "replaced all the same",
    counted: (number) => `${number} would be replaced`,
  },
  refused: {
    title: "Google would refuse",
    tone: "bad",
    comesTo: "refused all the same",
    counted: (number) => `${number} would be refused`,
  },
  unknown: {
    title: "Cannot be told",
    tone: "unknown",
    comesTo: "still not to be told",
    counted: (number) => `${number} cannot be told`,
  },
  changes: {
    title: "Import with changes",
    tone: "warning",
    comesTo: "import with fewer changes",
    counted: (number) => `${imports(number)} with changes`,
  },
} as const satisfies Partial<Record<Outcome, Words>>;

/** What is as it should be. */
const AS_IT_SHOULD_BE = {
  create: {
    title: "Not there: will be created",
    tone: "neutral",
    comesTo: "made new",
    counted: (number) => `${number} to be created`,
  },
  "labels only": {
    title: "Import with labels only",
    tone: "good",
    comesTo: "import with labels only",
    counted: (number) => `${imports(number)} with labels only`,
  },
  "no change": {
    title: "Import without a change",
    tone: "good",
    comesTo: "import without a change",
    counted: (number) => `${imports(number)} without a change`,
  },
  managed: {
    title: "In the state already",
    tone: "neutral",
    comesTo: "in the state already",
    counted: (number) => `${number} in the state already`,
  },
} as const satisfies Partial<Record<Outcome, Words>>;

export const OUTCOMES: Readonly<Record<Outcome, Words>> = { ...TO_READ, ...AS_IT_SHOULD_BE };
export const OPEN = Object.keys(TO_READ) as Outcome[];
export const CLOSED = Object.keys(AS_IT_SHOULD_BE) as Outcome[];

/** "1 would be replaced, 3 imports with labels only" */
export function countedIn(counts: Readonly<Record<Outcome, number>>): string {
  const said = [...OPEN, ...CLOSED].map((one) => (counts[one] > 0 ? OUTCOMES[one].counted(counts[one]) : ""));
  return joined(said, ", ");
}
