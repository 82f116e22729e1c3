import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ACCOUNT_IDS, type Grant, type GrantedOn, grantsOf, type Identity } from "../../facts/identities";

interface Page {
  of: readonly Identity[];
  /** The project that the page speaks of. */
  project: string;
}

/** The pages with a table of roles. */
export const PAGES: Readonly<Record<string, Page>> = {
  "docs/ci.md": { of: ["plan", "deploy", "probe", "watch"], project: "netra-staging" },
  "docs/inventory.md": { of: ["inventory"], project: "acme-staging" },
  "docs/runbooks/bootstrap.md": { of: ["bootstrap"], project: "netra-staging" },
  "docs/recovery.md": { of: ["rollback"], project: "netra-staging" },
  "docs/handover.md": { of: ["release"], project: "netra-staging" },
};

const BEGIN = "<!-- identities: begin -->";
const END = "<!-- identities: end -->";
const ROOT = join(__dirname, "../..");

export const pathOf = (page: string) => join(ROOT, page);

/** The page with its table as the data has it. */
export function withTable(page: string): string {
  const known = PAGES[page];
  const text = readFileSync(pathOf(page), "utf8");
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (!known || begin < 0 || end < begin) {
    throw new Error(`${page} has no place for the table of roles: ${BEGIN} … ${END}`);
  }
  return `${text.slice(0, begin + BEGIN.length)}\n${tableOf(known)}\n${text.slice(end)}`;
}

function tableOf({ of: identities, project }: Page): string {
  const several = identities.length > 1;
  const accounts: Partial<Record<Identity, string>> = ACCOUNT_IDS;
  const rows = identities.flatMap((identity) =>
    grantsOf(identity).map((grant) => [...(several ? [`\`${accounts[identity]}\``] : []), ...cells(grant, project)]),
  );
  const head = [...(several ? ["identity"] : []), "role", "on", "for", "allows more, because"];
  const table = [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
  const custom = new Map(
    identities
      .flatMap(grantsOf)
      .flatMap(({ role, permissions }) => (permissions ? [[role, permissions] as const] : [])),
  );
  if (custom.size === 0) return table.join("\n");
  const isMade = identities.every((identity) => identity in ACCOUNT_IDS);
  return [...table, "", ...(isMade ? held(custom) : commands(custom, project))].join("\n");
}

type Custom = ReadonlyMap<string, readonly string[]>;

/** What roles hold that the bootstrap makes: made by hand as well, they would be in its way. */
function held(custom: Custom): string[] {
  return [...custom].map(
    ([role, permissions]) => `- \`${role}\`: ${permissions.map((one) => `\`${one}\``).join(", ")}`,
  );
}

function commands(custom: Custom, project: string): string[] {
  const lines = [...custom].map(
    ([role, permissions]) =>
      `gcloud iam roles create ${role} --project ${project} \\\n  --permissions ${permissions.join(",")}`,
  );
  return ["```bash", ...lines, "```"];
}

const ON: Record<GrantedOn, string> = {
  project: "the project",
  "state bucket": "the bucket of the state",
  "state of the environment": "the environment's state in the bucket (condition)",
  "accounts of the services": "each account the services run as",
  "secrets of Redis": "Redis's secrets (condition)",
  "secrets of the services": "the secrets that the environment file lists (condition)",
  "secrets of the channels": "the secrets of channels of alerts, where there are some (condition)",
  probes: "each probe, by the environment's stack",
  "account of the schedule": `\`${ACCOUNT_IDS.watch}\``,
};

function cells({ role, permissions, on, onlyWith, for: purpose, beyond = "" }: Grant, project: string): string[] {
  return [
    `\`${permissions ? `projects/${project}/roles/${role}` : role}\``,
    onlyWith ? `${ON[on]}; only with \`${onlyWith}\` in the environment file` : ON[on],
    withCode(purpose),
    withCode(beyond),
  ];
}

/** A role in a sentence is set as code. */
function withCode(text: string): string {
  return text.replaceAll(/roles\/[\w.]+/g, "`$&`");
}
