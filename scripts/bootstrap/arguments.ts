/** `npm run bootstrap` was asked for something that it does not take. */
export class Usage extends Error {}

export interface Asked {
  environment: string;
  repository: string | undefined;
  repositoryId: string | undefined;
  ownerId: string | undefined;
  /** Terraform's own arguments of the apply. */
  args: readonly string[];
}

export const USAGE =
  "npm run bootstrap -- ENVIRONMENT --repository OWNER/NAME [--repository-id ID --owner-id ID] [-auto-approve]";

/** The command as it was given, but for Terraform's own arguments: what is repeated has to name the repository again. */
export function commandOf({ environment, repository, repositoryId, ownerId }: Asked): string {
  const numbers = repositoryId && ownerId ? ["--repository-id", repositoryId, "--owner-id", ownerId] : [];
  return [environment, ...(repository ? ["--repository", repository] : []), ...numbers].join(" ");
}

const OWN: Readonly<Record<string, { key: "repository" | "repositoryId" | "ownerId"; takes: RegExp; form: string }>> = {
  "--repository": { key: "repository", takes: /^[\w-]{1,100}\/[\w.-]{1,100}$/, form: "OWNER/NAME" },
  "--repository-id": { key: "repositoryId", takes: /^\d{1,20}$/, form: "the repository's number" },
  "--owner-id": { key: "ownerId", takes: /^\d{1,20}$/, form: "its owner's number" },
};
/** What changes nothing of what is applied: a target or -destroy would leave half an environment behind. */
const TERRAFORMS = /^--?(auto-approve|no-color|compact-warnings|parallelism=\d+|lock-timeout=\w+)$/;

export function parsed(argv: readonly string[]): Asked {
  const asked: Asked = {
    environment: "",
    repository: undefined,
    repositoryId: undefined,
    ownerId: undefined,
    args: [],
  };
  const args: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const [word = "", inline] = splitAt(argv[index] ?? "");
    const own = Object.hasOwn(OWN, word) ? OWN[word] : undefined;
    if (own) {
      const value = inline ?? argv[++index] ?? "";
      if (!own.takes.test(value)) throw new Usage(`${word} takes ${own.form}, got ${JSON.stringify(value)} - ${USAGE}`);
      asked[own.key] = value;
    } else if (TERRAFORMS.test(argv[index] ?? "")) args.push(argv[index] ?? "");
    else if (asked.environment === "" && !word.startsWith("-")) asked.environment = argv[index] ?? "";
    else throw new Usage(`${JSON.stringify(argv[index])} is not taken - ${USAGE}`);
  }
  if ((asked.repositoryId === undefined) !== (asked.ownerId === undefined)) {
    throw new Usage(`--repository-id and --owner-id are said together - ${USAGE}`);
  }
  if (asked.repositoryId !== undefined && asked.repository === undefined) {
    throw new Usage(`--repository-id says the number of --repository, which is missing - ${USAGE}`);
  }
  return { ...asked, args };
}

function splitAt(word: string): [string, string?] {
  const at = word.startsWith("--") ? word.indexOf("=") : -1;
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}
