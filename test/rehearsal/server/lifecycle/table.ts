import { readFileSync, writeFileSync } from "node:fs";
import type { Lifecycle } from "./lifecycle";
import type { LifecycleStep } from "./passage";

const STEPS: LifecycleStep[] = ["create", "read", "update", "delete", "import", "drift"];
const PAGE = "docs/rehearsal.md";
const [BEGIN, END] = ["<!-- lifecycles: begin -->", "<!-- lifecycles: end -->"];

export function table(
  lifecycles: readonly Lifecycle[],
  seen: Map<string, Set<LifecycleStep>>,
  version: string,
): string {
  const rows = lifecycles.map((lifecycle) => {
    const steps = seen.get(lifecycle.type);
    return `| \`${lifecycle.type}\` | ${STEPS.map((step) => (steps?.has(step) ? cell(step, lifecycle) : "")).join(" | ")} |`;
  });
  return [
    `Terraform ${version}, provider google 6.50.0:`,
    "",
    `| type | ${STEPS.join(" | ")} |`,
    `|---|${STEPS.map(() => "---|").join("")}`,
    ...rows,
  ].join("\n");
}

function cell(step: LifecycleStep, { change, removed, unread }: Lifecycle): string {
  if (step === "update") return change ? "yes" : "nothing can be";
  if (step === "drift") return removed ? "removed" : "changed";
  return step === "import" && unread ? `ignoring \`${unread}\`` : "yes";
}

export function writeTable(text: string): void {
  const page = readFileSync(PAGE, "utf8");
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < 0) throw new Error(`${PAGE} has no place for the table: ${BEGIN} … ${END}`);
  writeFileSync(PAGE, `${page.slice(0, before + BEGIN.length)}\n${text}\n${page.slice(after)}`);
}
