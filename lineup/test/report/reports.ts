import { readFile } from "../../src/inputs/read";
import { type Path, type PathCause, Trail } from "../../src/reachability/path";
import { type ReportedFinding, reportedPath, type Severity, type VerifyReport } from "../../src/report/contract";
import { type Judged, judge, worst } from "../../src/verify";

/** A sample of the corpus, judged; named as it would be on a command line in its folder. */
export function judged(name: string): Judged {
  return judge({ ...readFile(`corpus/samples/verify/${name}.json`), file: `${name}.json` });
}

export const SOURCE = { file: "stacks/environment-stack.ts", line: 41 };

const FINDINGS: ReportedFinding[] = [
  {
    rule: "unneeded-rule",
    severity: "note",
    address: "google_compute_firewall.redis_out",
    attribute: "allow",
    message: "allows the connector to send to something that no path declared in this input needs",
    fix: "keep it only if something other than Redis needs it",
  },
  {
    rule: "literal-network",
    severity: "warning",
    address: "google_vpc_access_connector.conn",
    attribute: "network",
    message: 'names the network "staging-vpc" by hand',
    fix: "refer to google_compute_network.vpc",
    source: SOURCE,
  },
];

export function reportOf(names: readonly string[], findings: ReportedFinding[] = []): VerifyReport {
  const inputs = names.map((name) => {
    const { topology, verdict, paths } = judged(name);
    const { file, kind } = topology;
    return {
      file,
      kind,
      verdict,
      paths: paths.map((path) => reportedPath(path, () => SOURCE)),
      findings,
      withoutPath: [],
    };
  });
  return { schema: "lineup/verify/1", verdict: worst(inputs.map(({ verdict }) => verdict)), inputs };
}

export const incident = () => reportOf(["incident-hardcoded-network"], FINDINGS);
export const ok = () => reportOf(["ok"]);
export const everything = () =>
  reportOf(
    ["ok", "deny-higher-priority", "deny-half-of-range-host-unknown", "no-connector", "incident-hardcoded-network"],
    FINDINGS,
  );

const ESC = String.fromCodePoint(0x1b);
const BEL = String.fromCodePoint(0x07);

/** Names and values as somebody would choose them who wants to be seen where they are printed. */
export const HOSTILE: Record<string, string> = {
  "a backtick": "a`b``c",
  "a code fence": "```\nfence\n```",
  "a table": "a|b||c\\|d | --- | --- |",
  "a backslash at the end": "a\\",
  HTML: "<script>alert(1)</script></details><img src=x onerror=alert(1)><!-- -->",
  entities: "&lt;b&gt; &#64;all &amp;",
  newlines: "one\ntwo\r\n### three\u2028- four\u2029> five",
  "ANSI escapes": `${ESC}[2J${ESC}[31mred${ESC}[0m${ESC}]8;;http://evil.example${BEL}link${ESC}]8;;${BEL}${ESC}c`,
  "eight-bit escapes": "\u009b31mred\u009d0;title\u009c\u0085",
  "control characters": `${String.fromCodePoint(0, 8, 13, 127)}x`,
  "bidi overrides": "\u202Egnp.exe\u202C \u2066a\u2069 \u200Fb\u200B",
  "a long value": "x".repeat(10_000),
  "long characters": "😀".repeat(5_000),
  "half a character": "\ud800a\udc00",
  "a mention": "@octocat @org/team a@b.example",
  "a reference": "#123 GH-7 owner/repo#9",
  "a link": "[a](javascript:alert(1)) https://evil.example www.evil.example mailto:a@b.example <http://evil.example>",
  "an image": "![i](http://evil.example/x.png)",
  emphasis: "**bold** _it_ ~~no~~ __x__ $x$ ==y==",
  "an emoji": ":white_check_mark: :tada:",
  "a list": "- [ ] task",
  "a numbered list": "1. one",
  "a heading": "# REACHABLE",
  "a verdict": "✓ REACHABLE  all paths arrive",
  "a click": '"];click n1 "javascript:alert(1)"',
  "an init directive": "%%{init: {'securityLevel':'loose'}}%%",
  "a subgraph end": 'x"]\n  end\n  n1 --> n2\n  style n1 fill:red;',
  "a placeholder": `{0} ${"$"}{var.x} {{y}} $(id)`,
  "a path": "../../etc/passwd",
  "an absolute path": "/etc/passwd?x=1#y",
  "another scheme": "file:///etc/passwd",
  "a drive": "C:\\Windows\\x",
  "nothing at all": "",
  "only what is invisible": "\u200B\u202E",
  "a word of JavaScript": "__proto__",
  "another word of JavaScript": "constructor",
};

const VERDICTS = ["blocked", "unknown", "reachable"] as const;
const SEVERITIES: Severity[] = ["error", "warning", "note"];

/** A report in which everything that can come from an input is `text`. */
export function hostileReport(text: string): VerifyReport {
  const said = { address: text, attribute: text, message: text, fix: text };
  const cause: PathCause = { code: "FIREWALL_RULE", hop: "firewall", ...said };
  const located = { ...cause, source: { file: text, line: 7 } };
  const paths = VERDICTS.map((verdict) => ({
    ...hostilePath(text, verdict),
    causes: verdict === "reachable" ? [] : [located],
    undecided:
      verdict === "blocked" ? [{ ...cause, hop: "entry" as const, code: "UNRESOLVED_REFERENCE" as const }] : [],
  }));
  const finding = { rule: text, address: text, attribute: text, message: text, fix: text };
  const findings = SEVERITIES.map((severity) => ({ ...finding, severity, source: { file: text, line: 9 } }));
  return {
    schema: "lineup/verify/1",
    verdict: "blocked",
    inputs: [
      { file: text, kind: "plan", verdict: "blocked", paths, findings, withoutPath: [text] },
      { file: text, kind: "synth", verdict: "none", paths: [], findings: [], withoutPath: [] },
    ],
  };
}

export function hostilePath(text: string, verdict: Path["verdict"]): Path {
  return {
    from: text,
    to: text,
    port: 6379,
    verdict,
    causes: [],
    undecided: [],
    steps: [
      { kind: "start", address: text, name: text, region: text },
      { kind: "connector", address: text, name: text, region: text },
      { kind: "firewall-rule", address: text, rule: text, action: "allow", priority: 1000 },
      { kind: "peering", address: `${text}.`, network: text },
    ],
    assumptions: [text],
    reliesOn: [text],
    decidedBy: [text],
  };
}

/** A path of one service over one connector, with the causes that `add` adds. */
export function pathWith(add: (trail: Trail) => void): Path {
  const trail = new Trail("google_cloud_run_v2_service.api", "google_redis_instance.cache");
  const region = "europe-west1";
  trail.step({ kind: "start", address: "google_cloud_run_v2_service.api", name: "orders-api", region });
  trail.step({ kind: "connector", address: "google_vpc_access_connector.conn", name: "orders-conn", region });
  trail.step({ kind: "no-firewall-rule", address: "" });
  trail.step({ kind: "peering", address: "google_redis_instance.cache", network: "acme-vpc" });
  add(trail);
  return trail.end(6379);
}

/** Every format, with anything a terminal, a browser or a parser could take for its own. */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
