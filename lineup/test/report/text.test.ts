import labels from "../../../corpus/samples/labels.json";
import { readFile } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { renderMarkdown, renderText } from "./render";
import { everything, incident, ok, reportOf } from "./reports";

const PLAIN = { colour: false, quiet: false };
const QUIET = { colour: false, quiet: true };
const COLOURED = { colour: true, quiet: false };
const COLOURS = new RegExp(`${String.fromCodePoint(0x1b)}\\[(?:0|2|31|32|33)m`, "g");

test("the incident as a person reads it", () => {
  expect(renderText(incident(), PLAIN)).toMatchInlineSnapshot(`
"✗ BLOCKED  incident-hardcoded-network.json (plan): the only path is cut

  ✗ orders-api ── orders-conn ── no rule in the way ──╳ peering of acme-vpc
      … Redis orders-cache tcp:6379

  Why
    1. google_redis_instance.cache.authorized_network  stacks/environment-stack.ts:41
       google_vpc_access_connector.conn is on staging-vpc, and this Redis answers acme-vpc only
       fix: put both on one network, by reference to the same network resource
       [GOOGLE_MANAGED_SERVICE_NO_PEERING]

  Warnings (1)
    - google_vpc_access_connector.conn.network  stacks/environment-stack.ts:41
      names the network "staging-vpc" by hand
      fix: refer to google_compute_network.vpc  [literal-network]

  Notes (1)
    - google_compute_firewall.redis_out.allow
      allows the connector to send to something that no path declared in this input needs
      fix: keep it only if something other than Redis needs it  [unneeded-rule]

BLOCKED: the only path is cut. Besides: 1 warning, 1 note.
"
`);
});

test("what is good is short", () => {
  expect(renderText(ok(), PLAIN)).toMatchInlineSnapshot(`
"✓ REACHABLE  ok.json (plan): the only path arrives

  ✓ orders-api ── orders-conn ── rule allow-conn-egress-redis ── peering of acme-vpc
      ── Redis orders-cache tcp:6379

  Assumptions (2)
    - nothing outside this input denies it: only an inventory shows firewall rules that were made by
      hand
    - Redis gets its address from 10.166.0.0/16

REACHABLE: the only path arrives.
"
`);
});

test("what cannot be told says what would decide it", () => {
  expect(renderText(reportOf(["deny-half-of-range-host-unknown"]), PLAIN)).toMatchInlineSnapshot(`
"? UNKNOWN  deny-half-of-range-host-unknown.json (plan): the only path is unknown

  ? orders-api ── orders-conn ──? firewall rule lockdown ── peering of acme-vpc
      ── Redis orders-cache tcp:6379

  Unknown
    1. google_compute_firewall.lockdown.destination_ranges  stacks/environment-stack.ts:41
       lockdown denies 10.166.128.0/17, a part of where Redis may be: 10.166.0.0/16 tcp:6379
       fix: deny all or none of the range that Redis takes its address from, or judge the state
            after the first apply  [FIREWALL_RULE]

UNKNOWN: the only path is unknown.
"
`);
});

test("the verdict of every sample is the word it begins with", () => {
  const words: Record<string, string> = { reachable: "✓ REACHABLE", blocked: "✗ BLOCKED", unknown: "? UNKNOWN" };
  const samples = Object.entries(labels).filter(([name]) => name.startsWith("verify/"));
  expect(samples).toHaveLength(6);
  for (const [name, { want }] of samples) {
    const text = renderText(reportOf([name.replace("verify/", "")]), PLAIN);
    expect(want.map((verdict) => words[verdict])).toContain(text.slice(0, text.indexOf("  ")));
  }
});

describe("several inputs", () => {
  const text = renderText(everything(), PLAIN);

  test("have a heading each and one last line", () => {
    const headings = text.split("\n").filter((line) => /^[✗✓?-] [A-Z]/.test(line));
    expect(headings).toEqual([
      "✓ REACHABLE  ok.json (plan): the only path arrives",
      "✗ BLOCKED  deny-higher-priority.json (plan): the only path is cut",
      "? UNKNOWN  deny-half-of-range-host-unknown.json (plan): the only path is unknown",
      "✗ BLOCKED  no-connector.json (plan): the only path is cut",
      "✗ BLOCKED  incident-hardcoded-network.json (plan): the only path is cut",
    ]);
    expect(text.trimEnd().split("\n\n").at(-1)?.replace(/\s+/g, " ")).toBe(
      "BLOCKED: 3 of 5 paths are cut, 1 is unknown, 1 arrives (5 inputs). Besides: 5 warnings, 5 notes.",
    );
  });

  test.each([40, 50, 80, 100])("stay within %d columns, but for names that are longer", (width) => {
    for (const unicode of [true, false]) {
      for (const line of renderText(everything(), { ...PLAIN, width, unicode }).split("\n")) {
        const isOneName = /^ *(?:- |\d\. |in |[✗✓?x+] |(?:──|--)[╳?x]? |(?:…|\.\.\.) )?(?:in )?[^ ]+$/.test(line);
        if (!isOneName && !/──|--/.test(line)) expect([...line].length).toBeLessThanOrEqual(width);
      }
    }
  });

  test("no address is broken, however narrow the terminal is", () => {
    const narrow = renderText(everything(), { ...PLAIN, width: 40 });
    for (const address of text.match(/google_[\w.]+/g) ?? []) expect(narrow).toContain(address);
  });
});

describe("a cause that several paths share", () => {
  const report = incident();
  const [input] = report.inputs;
  const [path] = input?.paths ?? [];
  const other = path && {
    ...path,
    from: "google_cloud_run_v2_service.worker",
    steps: path.steps.map((step) => (step.kind === "start" ? { ...step, name: "orders-background-worker" } : step)),
    causes: [
      ...path.causes,
      {
        code: "REDIS_INSTANCE_NOT_RUNNING" as const,
        hop: "target" as const,
        address: path.to ?? "",
        attribute: "state",
        message: "Redis is CREATING",
        fix: "wait for it or repair it",
      },
    ],
  };
  const text = renderText(
    { ...report, inputs: input && path && other ? [{ ...input, paths: [path, other], findings: [] }] : [] },
    PLAIN,
  );

  test("is explained once, under a number that both lines carry", () => {
    expect(text).toMatchInlineSnapshot(`
"✗ BLOCKED  incident-hardcoded-network.json (plan): both paths are cut

  ✗ orders-api ──────────────── orders-conn ── no rule in the way ──╳ peering of acme-vpc (1)
      … Redis orders-cache tcp:6379
  ✗ orders-background-worker ── orders-conn ── no rule in the way ──╳ peering of acme-vpc (1)
      ──╳ Redis orders-cache tcp:6379 (2)

  Why
    1. google_redis_instance.cache.authorized_network  stacks/environment-stack.ts:41
       google_vpc_access_connector.conn is on staging-vpc, and this Redis answers acme-vpc only
       fix: put both on one network, by reference to the same network resource
       [GOOGLE_MANAGED_SERVICE_NO_PEERING]
    2. google_redis_instance.cache.state
       Redis is CREATING
       fix: wait for it or repair it  [REDIS_INSTANCE_NOT_RUNNING]

BLOCKED: both paths are cut.
"
`);
  });
});

describe("quietly", () => {
  test("what is good is not printed at all, and beside what is wrong neither", () => {
    expect(renderText(ok(), QUIET)).toBe("");
    const both = renderText(reportOf(["ok", "no-connector"]), QUIET);
    expect(both).toContain("✗ BLOCKED  no-connector.json");
    expect(both).not.toContain("ok.json");
  });

  test("what is wrong stays, notes and assumptions go", () => {
    const text = renderText(everything(), QUIET);
    for (const kept of ["──╳", "──?", "fix:", "Warnings (1)", "literal-network"]) expect(text).toContain(kept);
    for (const dropped of ["  ✓ ", "Assumptions", "unneeded-rule"]) expect(text).not.toContain(dropped);
  });
});

describe("colour", () => {
  test("changes nothing but the colour", () => {
    const coloured = renderText(everything(), COLOURED);
    expect(coloured).toMatch(COLOURS);
    expect(coloured.replace(COLOURS, "")).toBe(renderText(everything(), PLAIN));
  });

  test("ends where it began: no line leaves the terminal red", () => {
    for (const line of renderText(everything(), COLOURED).split("\n")) {
      const codes = line.match(COLOURS) ?? [];
      for (const [index, code] of codes.entries()) expect(code.endsWith("[0m")).toBe(index % 2 === 1);
      expect(codes.length % 2).toBe(0);
    }
  });
});

describe("a report without paths", () => {
  test("says that there was nothing to judge", () => {
    const inputs = [
      { file: "a.json", kind: "synth" as const, verdict: "none" as const, paths: [], findings: [], withoutPath: [] },
    ];
    expect(renderText({ schema: "lineup/verify/1", verdict: "none", inputs }, PLAIN)).toBe(
      "- NOTHING TO JUDGE  a.json (configuration): no service here declares a path to a Redis\n\nNOTHING TO JUDGE: no service here declares a path to a Redis.\n",
    );
    expect(renderText({ schema: "lineup/verify/1", verdict: "none", inputs: [] }, PLAIN)).toMatch(/^NOTHING TO JUDGE/);
  });
});

describe("where only ASCII can be shown", () => {
  test("marks, lines and dots are ASCII", () => {
    const text = renderText(everything(), { quiet: false, unicode: false });
    expect(text).not.toMatch(/\P{ASCII}/u);
    expect(text).toMatch(/^x BLOCKED/m);
    expect(text).toContain("--x");
    expect(renderText(ok(), { quiet: false, unicode: false })).toMatch(/^\+ REACHABLE/);
  });
});

describe("callers without a declared path", () => {
  const report = ok();
  for (const input of report.inputs)
    input.withoutPath = ["google_cloud_run_v2_service.front", "google_cloud_run_v2_job.nightly"];

  test("are named in one line", () => {
    expect(renderText(report, PLAIN)).toContain("\n  no declared path to a Redis: front, nightly\n");
    expect(renderMarkdown(report)).toContain("\nno declared path to a Redis: `front`, `nightly`\n");
  });

  test("are found in the topology, and not where one path was asked for", () => {
    const model = readFile("corpus/samples/verify/ok.json");
    const [service] = model.resources.filter(({ type }) => type === "google_cloud_run_v2_service");
    if (!service) throw new Error("there is a service in ok.json");
    const other = { ...service, address: "google_cloud_run_v2_service.front", reads: [], values: { name: "front" } };
    const more = { ...model, resources: [...model.resources, other] };
    expect(judge(more).withoutPath).toEqual([other.address]);
    expect(judge(more, { from: service.address }).withoutPath).toEqual([]);
  });
});
