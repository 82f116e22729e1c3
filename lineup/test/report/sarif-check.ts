// What the SARIF 2.1.0 schema and its prose ask of the parts that are used here.

interface Text {
  text: string;
}

interface Rule {
  id: string;
  shortDescription: Text;
  fullDescription?: Text;
  help: Text & { markdown?: string };
  helpUri: string;
  defaultConfiguration: { level: string };
}

interface Location {
  physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string }; region: { startLine: number } };
  logicalLocations: { fullyQualifiedName: string; kind: string }[];
}

export interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: Text;
  locations: Location[];
  partialFingerprints: Record<string, string>;
}

interface Driver {
  name: string;
  version: string;
  semanticVersion: string;
  informationUri: string;
  rules: Rule[];
}

export interface Log {
  $schema: string;
  version: string;
  runs: { tool: { driver: Driver }; columnKind: string; results: Result[] }[];
}

const KEYS: Record<string, string[]> = {
  log: ["$schema", "runs", "version"],
  run: ["columnKind", "results", "tool"],
  driver: ["informationUri", "name", "rules", "semanticVersion", "version"],
  rule: ["defaultConfiguration", "help", "helpUri", "id", "shortDescription"],
  result: ["level", "locations", "message", "partialFingerprints", "ruleId", "ruleIndex"],
};
const SEMANTIC_VERSION = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;
const LEVELS = ["none", "note", "warning", "error"];
// A reference without scheme, authority, query and fragment, of unreserved characters and escapes.
const RELATIVE_URI =
  /^(?!\.\.?(\/|$))(?:[A-Za-z0-9\-._~!*'()]|%[0-9A-F]{2})+(?:\/(?:[A-Za-z0-9\-._~!*'()]|%[0-9A-F]{2})+)*$/;

export function sarifProblems(log: Log): string[] {
  const problems: string[] = [];
  const check = (holds: boolean, what: string) => {
    if (!holds) problems.push(what);
  };
  const keys = (thing: object, kind: string) =>
    check(Object.keys(thing).sort().join() === KEYS[kind]?.join(), `${kind} has ${Object.keys(thing)}`);

  keys(log, "log");
  check(log.version === "2.1.0", "version");
  check(log.runs.length === 1, "one run");
  for (const run of log.runs) {
    keys(run, "run");
    const { driver } = run.tool;
    keys(driver, "driver");
    check(driver.name === "lineup", "the driver's name");
    check(isText(driver.version) && SEMANTIC_VERSION.test(driver.semanticVersion), "the driver's version");
    check(isAbsoluteUri(driver.informationUri), "the driver's informationUri");
    check(run.columnKind === "utf16CodeUnits", "columnKind");
    const ids = run.tool.driver.rules.map(({ id }) => id);
    check(new Set(ids).size === ids.length, "rules are unique");
    for (const rule of run.tool.driver.rules) {
      const { fullDescription = rule.help, ...rest } = rule;
      keys(rest, "rule");
      check(rule.id.length > 0, "a rule has an id");
      check(isAbsoluteUri(rule.helpUri), `helpUri of ${rule.id}`);
      check(
        [rule.shortDescription.text, fullDescription.text, rule.help.text, rule.help.markdown ?? "-"].every(isText),
        `texts of ${rule.id}`,
      );
      check(LEVELS.includes(rule.defaultConfiguration.level), `level of ${rule.id}`);
    }
    for (const result of run.results) {
      keys(result, "result");
      check(ids[result.ruleIndex] === result.ruleId, `${result.ruleId} is not at ${result.ruleIndex}`);
      check(LEVELS.includes(result.level), `level ${result.level}`);
      check(isText(result.message.text), "message");
      check(!/\]\(/.test(result.message.text), "a link in a message");
      check(!/[{}]/.test(result.message.text.replace(/\{\{|\}\}/g, "")), "a placeholder in a message");
      check(
        Object.values(result.partialFingerprints).every((print) => /^[0-9a-f]{64}:\d+$/.test(print)),
        "fingerprint",
      );
      check(result.locations.length > 0, "a location");
      for (const { physicalLocation, logicalLocations } of result.locations) {
        const { artifactLocation, region } = physicalLocation;
        check(RELATIVE_URI.test(artifactLocation.uri), `uri ${artifactLocation.uri}`);
        check(Number.isInteger(region.startLine) && region.startLine > 0, `line ${region.startLine}`);
        check(
          logicalLocations.every(({ fullyQualifiedName }) => isText(fullyQualifiedName)),
          "logical location",
        );
      }
    }
  }
  return problems;
}

/** "An absolute URI", says the schema of both. */
function isAbsoluteUri(text: string): boolean {
  return /^https:/.test(text) && URL.canParse(text) && /^[\w\-.~:/?#@!$&'()*+,;=%]+$/.test(text);
}

function isText(text: unknown): boolean {
  return typeof text === "string" && text.length > 0;
}
