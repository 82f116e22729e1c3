import type { Model } from "../inputs/model";
import { UnusableInput } from "../inputs/model";
import type { SourceOf } from "../sources";
import { Foretelling, type Foretold } from "./foretell";
import { type Proposal, proposalOfName, proposalsOf } from "./proposals";
import { SameRole } from "./same-role";
import type { Settings } from "./settings";

/** What is synthesized, as its settings are or with others in their place. */
export interface Stack {
  name: string;
  project: string;
  model: Model;
  settings: Settings | undefined;
  sourceOf: SourceOf;
}

/** Synthesizes the stack again with these values for its settings. */
export type Again = (proposed: Readonly<Record<string, unknown>>) => Promise<Stack>;

export interface Round {
  stack: Stack;
  foretelling: Foretelling;
  foretold: readonly Foretold[];
  roles: SameRole;
}

/** What is foretold as it is written, and what with the sentences that help. */
export interface Rounds {
  first: Round;
  last: Round;
  proposals: readonly Proposal[];
}

/** A name that is taken over shows what else differs, and that what is in it: more rounds find nothing new. */
const MOST_ROUNDS = 6;

export function roundOf(stack: Stack, live: Model): Round {
  const foretelling = new Foretelling(stack.model, live, stack.project);
  return { stack, foretelling, foretold: foretelling.all(), roles: new SameRole(foretelling, live) };
}

/** Proposes sentences, tries them, and keeps those that lead to what they promise. */
export async function rounds(stack: Stack, live: Model, again: Again | undefined): Promise<Rounds> {
  const first = roundOf(stack, live);
  let last = first;
  const kept = new Map<string, Proposal>();
  const refused = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = proposedIn(last).filter(({ setting }) => !kept.has(setting) && !refused.has(setting));
    if (found.length === 0) break;
    const tried = again && (await trial(last, live, again, kept, found));
    if (!tried) {
      for (const one of found) kept.set(one.setting, one);
      break;
    }
    last = tried.round;
    for (const one of found) {
      if (tried.held.has(one.setting)) kept.set(one.setting, one);
      else refused.add(one.setting);
    }
  }
  return { first, last, proposals: [...kept.values()] };
}

/** Sentences whose values nobody has read are proposed, and cannot be tried. */
function proposedIn({ foretold, stack, roles }: Round): Proposal[] {
  const { settings } = stack;
  if (!settings) return [];
  return foretold.flatMap((one) => {
    const names = roles.of(one).map(({ values }) => String(values.name));
    const [only] = names;
    return names.length === 1 && only !== undefined ? proposalOfName(one, only, settings) : proposalsOf(one, settings);
  });
}

interface Trial {
  round: Round;
  held: ReadonlySet<string>;
}

/** All at once, and again without those that the app refuses or that do not help: most often one run says it all. */
async function trial(
  before: Round,
  live: Model,
  again: Again,
  kept: ReadonlyMap<string, Proposal>,
  found: readonly Proposal[],
): Promise<Trial> {
  const standing = [...kept.values()].filter(isTryable);
  const untried = found.filter((one) => !isTryable(one));
  let held = found.filter(isTryable);
  while (held.length > 0) {
    const round = await attempt([...standing, ...held], live, again);
    const left = "refused" in round ? withoutRefused(held, round.refused) : held.filter((one) => helps(one, round));
    if (!("refused" in round) && left.length === held.length) return { round, held: settingsOf([...held, ...untried]) };
    held = left;
  }
  return { round: before, held: settingsOf(untried) };
}

const settingsOf = (proposals: readonly Proposal[]) => new Set(proposals.map(({ setting }) => setting));
const isTryable = ({ value }: Proposal) => value !== undefined;

async function attempt(
  proposals: readonly Proposal[],
  live: Model,
  again: Again,
): Promise<Round | { refused: string }> {
  try {
    return roundOf(await again(Object.fromEntries(proposals.map(({ setting, value }) => [setting, value]))), live);
  } catch (error) {
    // What the app refuses is no sentence.
    if (error instanceof UnusableInput) return { refused: error.message };
    throw error;
  }
}

/** The app names the settings that it refuses; where it names none of these, half of them are left out. */
function withoutRefused(proposals: readonly Proposal[], said: string): Proposal[] {
  const left = proposals.filter(({ setting }) => !said.includes(`${setting}: `));
  return left.length < proposals.length ? left : proposals.slice(0, Math.floor(proposals.length / 2));
}

/** Whether what it was proposed for is no longer different, and what it names is there. */
function helps({ address, sentence }: Proposal, { foretold }: Round): boolean {
  const found = foretold.find(({ resource }) => resource.address === address);
  if (!found?.live) return false;
  const left = new Set(found.differences.map(({ attribute }) => attribute));
  return sentence.attributes.every((attribute) => !left.has(attribute));
}
