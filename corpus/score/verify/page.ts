import { join } from "node:path";
import { type Fault, type Label, planLabel } from "../../verify/fault";
import { faults, groups } from "../../verify/faults";
import { hclCases } from "../../verify/hcl";

export const pageFile = join(__dirname, "../../../docs/verification.md");

/** docs/verification.md: what lineup is asked, and what the right answers are. */
export function page(): string {
  const planned = faults.filter((fault) => planLabel(fault) !== undefined).length + hclCases.length;
  return [
    "# What `lineup verify` is held to",
    "",
    ...introduction(planned),
    "",
    "Written by `npm run matrix -- --write`; a test fails when it is not current.",
    ...Object.entries(groups).flatMap(([title, group]) => section(title, "as JSON", group.map(row))),
    ...section("Roots in HCL, whose plans list references and not expressions", "truth", hclCases.map(hclRow)),
    "",
  ].join("\n");
}

const introduction = (planned: number) => [
  `${faults.length + hclCases.length} labelled cases. Each starts from one small root that works - a Cloud Run service, its connector, its Redis -`,
  "and changes one thing, harmful or harmless. What the cloud makes of the change comes from the facts about Google Cloud",
  "and the contract of the command, not from what lineup answers. Every case is judged twice:",
  "",
  "- **as JSON**: the synthesized configuration, expressions intact;",
  `- **as plan**: what real \`terraform plan\` made of the same input, ${planned} recordings with the versions and the hash of`,
  "  what they were made from. A recording that is not current fails the tests; `npm run record` renews it.",
  "",
  "The verdict must be the one given here, and its code among the causes. `reachable` on a path that is cut fails by itself.",
  "Where a plan says less than the configuration, or more, its column says so and why.",
  "What Google refuses to make is not there, and `VPC_CONNECTOR_NOT_RUNNING` or `REDIS_INSTANCE_NOT_RUNNING` by that.",
  "Not shown here, because configuration cannot show it: what was made and is not ready (the same codes and",
  "`CLOUD_RUN_REVISION_NOT_READY`) and `NO_ROUTE`. `npm run matrix` prints the confusion matrix.",
];

function section(title: string, first: string, rows: string[][]): string[] {
  const table = [["case", "why", first, "as plan", "code"], rows[0]?.map(() => "---") ?? [], ...rows];
  return ["", `## ${title}`, "", ...table.map((cells) => `| ${cells.join(" | ")} |`)];
}

function row(fault: Fault): string[] {
  const { id, why, verdict, plan } = fault;
  const label = planLabel(fault);
  const because = plan === undefined ? "" : ` *(${plan.because})*`;
  const codes = [...new Set([fault.code, label?.code].filter((code) => code !== undefined))];
  return [id, escaped(why), verdict, `${label?.verdict ?? "no plan"}${because}`, shown(codes)];
}

function hclRow({ id, why, verdict, code, truth }: Label & { id: string; why: string; truth?: Label }): string[] {
  return [id, escaped(why), (truth ?? { verdict }).verdict, verdict, shown(code === undefined ? [] : [code])];
}

const shown = (codes: string[]) => codes.map((code) => `\`${code}\``).join(", ");
const escaped = (text: string) => text.replaceAll("|", "\\|");
