import { readFileSync, writeFileSync } from "node:fs";
import { confusion, disagreements, unforetold } from "../corpus/score/adopt/confusion";
import { page, pageFile } from "../corpus/score/adopt/page";
import { brokenPromises, takeOvers } from "../corpus/score/adopt/taken-over";
import { answers } from "../rehearsal/recording/adoptions/answers";
import { stackOf } from "../rehearsal/recording/adoptions/sentences";
import { synthesized } from "./synthesized";

/** Asks `lineup adopt` about every hand-made environment; returns how much is not as Terraform has it, or not current. */
export async function printAdoptions(writes: boolean): Promise<number> {
  const stacks = await synthesized({ quiet: true });
  const staging = typeof stacks === "number" ? undefined : stacks.get("staging");
  if (!staging) throw new Error("staging cannot be synthesized");
  const told = await answers(stackOf(staging.folder));
  const lines = confusion(told).map((cells) => cells.map((cell) => cell.padStart(12)).join(""));
  console.log(`\nadopt\n${lines.join("\n")}\n`);
  const wrong = disagreements(told);
  for (const { id, address, said, planned } of wrong)
    console.log(`adoptions/${id}: ${address}: lineup says ${said}, and Terraform plans ${planned}`);
  const broken = brokenPromises(takeOvers());
  for (const line of broken) console.log(`taken-over/${line}`);
  console.log(
    `${told.length} resources, ${wrong.length} disagreements, ${unforetold(told).length} replaced and not foretold`,
  );
  const now = page(told);
  if (writes) writeFileSync(pageFile, now);
  const isCurrent = readFileSync(pageFile, "utf8") === now;
  if (!isCurrent) console.error("docs/adoption.md is not current - run npm run matrix -- --write");
  return wrong.length + broken.length + (isCurrent ? 0 : 1);
}
