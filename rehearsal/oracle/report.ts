import type { OracleCase } from "./cases";
import { type CaseComparison, compare, compareWithPackets, INPUTS, isKeptOut, relation } from "./compare";
import { readTrial } from "./kept";

/** Of the cases in which nothing else asks for it, the probe is sent in every one of so many. */
const SAMPLE = 10;

/** Prints disagreements and counts the rest. Anything worse than undecided fails the run. */
export async function report(wanted: readonly OracleCase[], packets: boolean): Promise<number> {
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  let failures = 0;
  for (const [index, one] of wanted.entries()) {
    const trial = readTrial(one);
    if (trial === undefined) continue;
    if (trial.leftOut !== undefined) {
      count("left out");
      continue;
    }
    if (!packets) {
      const { truth, lineup } = compare(trial, one.outOfBand !== undefined);
      // Packets say nothing of a program that does not start: what they meet has no label.
      if (one.label !== undefined && one.label !== truth.said) {
        console.log(`${one.id}: the label is ${one.label}, the cloud ${truth.said} (${truth.why})`);
      }
      failures += disagreements(one, { truth, lineup }, count);
      continue;
    }
    const { probes, ...comparison } = await compareWithPackets(trial, index % SAMPLE === 0);
    failures += disagreements(one, comparison, count);
    for (const { said, contradicts } of probes) {
      count(`probe: ${contradicts ? "contradicts the packets" : "goes where the packets go"}`);
      if (!contradicts) continue;
      failures += 1;
      console.log(`the probe contradicts the packets: ${one.id}: ${said} (${comparison.truth.why})`);
    }
  }
  console.log(["", ...[...counts].sort().map(([what, number]) => `${what} ${number}`)].join("\n"));
  return failures > 0 ? 1 : 0;
}

/** Prints those of one case; how many are worse than undecided. */
function disagreements(one: OracleCase, { truth, lineup }: CaseComparison, count: (what: string) => void): number {
  let failures = 0;
  for (const input of INPUTS) {
    const opinion = lineup[input];
    if (!opinion) continue;
    const plain = relation(truth, opinion);
    const unseen = plain === "broken promise" && one.invisibleBecause !== undefined;
    const how = unseen ? "not visible" : plain !== "agrees" && isKeptOut(truth, opinion) ? "kept out" : plain;
    count(`${input}: ${how}`);
    if (how === "agrees") continue;
    if (how === "broken promise" || how === "false alarm") failures += 1;
    const because = how === "not visible" ? one.invisibleBecause : opinion.why;
    console.log(`${how}: ${one.id} as ${input}: lineup ${opinion.paths.join(", ") || opinion.said} (${because})`);
    console.log(`  the cloud ${truth.paths.join(", ") || truth.said} (${truth.why})`);
  }
  return failures;
}
