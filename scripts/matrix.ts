import { readFileSync, writeFileSync } from "node:fs";
import { answerAll, confusion, disagreements } from "../corpus/score/verify/confusion";
import { questions } from "../corpus/score/verify/judge";
import { page, pageFile } from "../corpus/score/verify/page";
import { inputs, readIndex, staleness } from "../corpus/verify/recordings";
import { printChanges } from "./matrix-changes";

/**
 * `npm run matrix`: puts every fault to lineup, as synthesized JSON and as the plan made of it, and prints how often it
 * is right; then every recorded change to review and drift. Exit 1 where it is not, or where a plan or docs/verification.md is out of date; `--write` rewrites the page.
 */
const index = readIndex();
const stale = inputs().flatMap((input) => staleness(input, index[input.id]) ?? []);
for (const sentence of stale) console.error(sentence);
if (stale.length > 0) process.exit(1);

if (process.argv.includes("--write")) writeFileSync(pageFile, page());
const isCurrent = readFileSync(pageFile, "utf8") === page();
if (!isCurrent) console.error("docs/verification.md is out of date - run npm run matrix -- --write");

const answered = answerAll(questions());
console.log(`${confusion(answered, "synth")}\n\n${confusion(answered, "plan")}\n`);
const wrong = disagreements(answered);
for (const line of wrong) console.log(line);
console.log(
  `${answered.length} questions, ${wrong.length} disagreements (rows: what is right; columns: what lineup says)`,
);
process.exitCode = wrong.length + printChanges() > 0 || !isCurrent ? 1 : 0;
