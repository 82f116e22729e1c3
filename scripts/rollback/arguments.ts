import { isDay } from "../../facts/days";
import { REVISION_NAME, REVISION_NAME_LONGEST } from "../../facts/pins";

/** `npm run rollback` was asked for something that it does not take. */
export class Usage extends Error {}

/** What was asked for, in words that are checked and not yet known to anybody. */
export interface Asked {
  environment: string;
  service: string | undefined;
  to: string | undefined;
  /** The newest revision, and no pin any more. */
  release: boolean;
  /** The configuration of this commit. */
  config: string | undefined;
  reason: string | undefined;
  until: string | undefined;
  yes: boolean;
  evenIfUnknown: boolean;
  impersonate: string | undefined;
}

export const USAGE = [
  "npm run rollback -- ENVIRONMENT [--service KEY|NAME] lists the last revisions, and which of them is a way back",
  "  --to REVISION [--reason TEXT] [--until DAY] [--even-if-unknown]   sends the requests to it, and writes the pin",
  "  --release [--reason TEXT]                                         ends the pin: the newest takes the requests",
  "  --config REF [--reason TEXT]                                      plans the configuration of an earlier commit",
  "  --yes needs --reason, and asks nothing; --impersonate ACCOUNT acts as a service account",
].join("\n");

const TEXTS: Readonly<
  Record<
    string,
    {
      key: "service" | "to" | "config" | "reason" | "until" | "impersonate";
      takes: (text: string) => boolean;
      form: string;
    }
  >
> = {
  "--service": { key: "service", takes: isName, form: "the key or the name of a service" },
  "--to": { key: "to", takes: isRevision, form: "the name of a revision, or newest" },
  "--config": { key: "config", takes: isRef, form: "a commit, a branch or a tag" },
  "--reason": { key: "reason", takes: (text) => text.trim() !== "" && text.length <= 500, form: "a sentence" },
  "--until": { key: "until", takes: isDay, form: "a day in UTC, such as 2027-01-31" },
  "--impersonate": {
    key: "impersonate",
    takes: (text) => text !== "",
    form: "the e-mail address of a service account",
  },
};
const FLAGS = { "--release": "release", "--yes": "yes", "--even-if-unknown": "evenIfUnknown" } as const;

export function parsed(argv: readonly string[]): Asked {
  const asked: Asked = {
    ...{ environment: "", service: undefined, to: undefined, release: false, config: undefined, reason: undefined },
    ...{ until: undefined, yes: false, evenIfUnknown: false, impersonate: undefined },
  };
  for (let index = 0; index < argv.length; index += 1) {
    const [word, inline] = splitAt(argv[index] ?? "");
    const text = Object.hasOwn(TEXTS, word) ? TEXTS[word] : undefined;
    const flag = Object.hasOwn(FLAGS, word) ? FLAGS[word as keyof typeof FLAGS] : undefined;
    if (text) {
      const value = inline ?? argv[++index] ?? "";
      if (!text.takes(value)) throw new Usage(`${word} takes ${text.form}, got ${JSON.stringify(value.slice(0, 80))}`);
      asked[text.key] = value;
    } else if (flag && inline === undefined) asked[flag] = true;
    else if (asked.environment === "" && isName(word) && inline === undefined) asked.environment = word;
    else throw new Usage(`${JSON.stringify((argv[index] ?? "").slice(0, 80))} is not taken`);
  }
  if (asked.to === "newest") Object.assign(asked, { to: undefined, release: true });
  refuseContradictions(asked);
  return asked;
}

function refuseContradictions({
  service,
  to,
  release,
  config,
  until,
  evenIfUnknown,
  reason,
  yes,
  impersonate,
}: Asked): void {
  const ways = [to !== undefined && "--to", release && "--release", config !== undefined && "--config"].filter(Boolean);
  if (ways.length > 1) throw new Usage(`${ways.join(" and ")} are different ways: give one of them`);
  if (ways.length === 0 && (yes || reason !== undefined)) {
    throw new Usage("a list changes nothing: --yes and --reason go with --to, --release or --config");
  }
  if (to === undefined && until !== undefined) throw new Usage("--until says how long a pin holds, and goes with --to");
  if (ways.length === 0 && evenIfUnknown) throw new Usage("--even-if-unknown goes with --to, --release or --config");
  if (config !== undefined && impersonate !== undefined) {
    throw new Usage(
      "--config runs terraform, which acts as GOOGLE_IMPERSONATE_SERVICE_ACCOUNT: leave --impersonate out",
    );
  }
  if (config !== undefined && service !== undefined) {
    throw new Usage("--config plans the whole environment, and --service names one of it: leave one of them out");
  }
  if (release && service === undefined) throw new Usage("--release takes --service: whose pin is to end?");
  if (yes && reason === undefined)
    throw new Usage("--yes needs --reason: why it was done stands in the file and in the log");
}

function isName(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,98}$/.test(text);
}

function isRevision(text: string): boolean {
  return REVISION_NAME.test(text) && text.length <= REVISION_NAME_LONGEST;
}

/** Never an option of git's. */
function isRef(text: string): boolean {
  return /^[\w@][\w./@{}~^+-]{0,199}$/.test(text);
}

function splitAt(word: string): [string, string?] {
  const at = word.startsWith("--") ? word.indexOf("=") : -1;
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}
