import type { Handover, HandoverStep, HeldTwice, LeftThere, NotForgotten } from "../adopt/old/contract";
import { count, enumerated } from "../text/words";
import { type Point, point, type Remark, type Section } from "./report";
import { joined, upperFirst } from "./words";

/** What becomes of the old root whose state was given: first what has to be known, then who holds what, then the order. */
export function handoverSections(handover: Handover | undefined): Section[] {
  if (!handover) return [];
  const { cautions, notForgotten, left, pairs, steps, isDone } = handover;
  return [
    section("Before the old root forgets", "warning", "caution", cautions.map(whole)),
    section("The old root cannot forget alone", "warning", "block", notForgotten.map(notForgottenPoint)),
    // Once it holds nothing of ours, what it holds is nobody's concern here.
    section("In the old state, and nobody takes it over", "warning", "resource", isDone ? [] : left.map(leftPoint)),
    section("In the old state, and taken over here", "neutral", "resource", pairs.map(pairPoint), true),
    section("The order, with its way back", "neutral", "step", isDone ? [] : steps.map(stepPoint), true),
  ];
}

export function handoverRemarks(handover: Handover | undefined, written: { file: string } | undefined): Remark[] {
  if (!handover) return [];
  const { file, isDone, removed, notHeld } = handover;
  const remark = (text: string, names: string[] = [], minor = false) => ({ text, names, minor });
  if (isDone) return [remark(`${file} holds nothing of what is taken over here: there is no second owner.`)];
  const blocks = removed.blocks.map(({ from }) => from);
  const where = written ? `is written to ${written.file} and` : "of the old root";
  return [
    blocks.length > 0
      ? remark(`${removed.name} ${where} forgets ${count(blocks.length, "block")}:`, blocks)
      : remark(`No ${removed.name} is made: the old root can forget nothing as it is.`),
    ...(notHeld.length > 0 ? [remark("Taken over here, and not in the old state:", notHeld, true)] : []),
  ];
}

function section(
  title: string,
  tone: Section["tone"],
  noun: string,
  points: readonly Point[],
  isDetail = false,
): Section {
  return { title, tone, noun, points: points.map((one) => ({ ...one, minor: isDetail })), isDetail };
}

const whole = (message: string) => point({ message, isWhole: true });
const at = (address: string) => ({ address, attribute: "", source: undefined });

function notForgottenPoint({ from, takenOver, others, wayOut }: NotForgotten): Point {
  const stays = others.length === 0 ? "" : `${enumerated(others)} would be forgotten with ${enumerated(takenOver)}`;
  const file = wayOut.file ? "; --format json has that file" : "";
  return point({ place: at(from), message: joined([stays, `${wayOut.says}${file}`], ": "), isWhole: true });
}

function leftPoint({ address, why, member, ways }: LeftThere): Point {
  const said = `Keep it there: ${ways.keep}. Take it here: ${ways.here}. Delete it: ${ways.delete}.`;
  return point({
    place: at(address),
    aside: member ?? "",
    message: joined([why === null ? "" : `${upperFirst(why)}.`, said], " "),
    isWhole: true,
  });
}

function pairPoint({ old, here, says }: HeldTwice): Point {
  return point({ place: at(old), aside: `→ ${here}`, message: says ?? "" });
}

function stepPoint({ where, does, commands, proof, back }: HandoverStep, index: number): Point {
  const typed = (list: readonly string[]) => (list.length === 0 ? "." : `. Run ${list.join(" ; ")}`);
  const whereText = where === "both" ? "both roots" : where;
  return whole(
    `${index + 1}. ${upperFirst(whereText)}: ${does}${typed(commands)} Done when ${proof}. Way back: ${back.does}${typed(back.commands)}`,
  );
}
