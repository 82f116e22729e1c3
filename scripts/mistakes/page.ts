import { join } from "node:path";
import { MISTAKES } from "./cases";
import { STACK_MISTAKES, synthesisOf } from "./stacks";
import { type Answer, answerTo } from "./typed";

export const PAGE = join(__dirname, "../../docs/mistakes.md");

const COLUMNS = 80;

const OPENING = `# Mistakes, and what is said about them

What people do on their first day, and the answer on a terminal of ${COLUMNS} columns. \`scripts/mistakes/\` has the cases;
\`node build/run.js scripts/mistakes.ts\` writes this page, and a test compares it: whoever changes a sentence reads it here.
`;

/** Each mistake with its answer. */
export async function mistakesPage(): Promise<string> {
  const parts = [OPENING, "## On the command line, and with inputs\n"];
  let number = 0;
  for (const mistake of MISTAKES) {
    number += 1;
    parts.push(section(number, mistake.about, mistake.typed, await answerTo(mistake, COLUMNS)));
  }
  parts.push("## In a stack of this repository\n");
  for (const mistake of STACK_MISTAKES) {
    number += 1;
    parts.push(section(number, mistake.about, "npm run synth", synthesisOf(mistake)));
  }
  return parts.join("\n");
}

function section(number: number, about: string, typed: string, { exitCode, shown }: Answer): string {
  return `### ${number}. ${about}\n\n\`\`\`text\n$ ${typed}\n${shown}\n\`\`\`\n\nExit code ${exitCode}.\n`;
}
