import { readFileSync, writeFileSync } from "node:fs";
import { recordingInputs } from "../corpus/recorder/inputs";
import { staleness } from "../corpus/recorder/recording-index";
import { answerAll, brokenPromises, byClass, confusion, disagreements } from "../corpus/score/verify/confusion";
import { questions } from "../corpus/score/verify/judge";
import { page, pageFile } from "../corpus/score/verify/page";
import { printAdoptions } from "./matrix-adoptions";
import { printDrift, printReview } from "./matrix-changes";

/**
 * `npm run matrix`: asks lineup about every case of the corpus, and prints how often its verdict is the label. Verify is
 * asked three times: with the synthesized JSON, with the plan made from it, and with both. Exit 1 where a verdict differs from its label,
 * and where a recording, docs/verification.md or docs/adoption.md is not current; `--write` writes the pages.
 */
const stale = Object.values(recordingInputs()).flatMap((inputs) => inputs.flatMap((input) => staleness(input) ?? []));
for (const sentence of stale) console.error(sentence);
if (stale.length > 0) process.exit(1);

const writes = process.argv.includes("--write");
if (writes) writeFileSync(pageFile, page());
const isCurrent = readFileSync(pageFile, "utf8") === page();
if (!isCurrent) console.error("docs/verification.md is not current - run npm run matrix -- --write");

void main();

async function main(): Promise<void> {
  console.log("Rows are the labels of the corpus, columns the verdicts of lineup.");
  const answered = await answerAll(questions());
  const tables = (["synth", "hcl", "plan", "configured"] as const).map((mode) => confusion(answered, mode));
  console.log(`\nverify\n${tables.join("\n\n")}\n`);
  console.log(`${byClass(answered)}\n`);
  const wrong = disagreements(answered);
  for (const line of wrong) console.log(line);
  const falselyReachable = brokenPromises(answered);
  for (const line of falselyReachable) console.log(`${line}: lineup says reachable, and the path is blocked`);
  console.log(
    `${answered.length} questions, ${wrong.length} disagreements, ${falselyReachable.length} falsely called reachable`,
  );
  const changes = printReview() + printDrift() + (await printAdoptions(writes));
  process.exitCode = wrong.length + falselyReachable.length + changes > 0 || !isCurrent ? 1 : 0;
}
