import type { VerifyReport } from "../../src/report/contract";
import { prose } from "../../src/report/markdown-text";
import { renderMarkdown } from "./render";
import { everything, HOSTILE, hostileReport, INVISIBLE, incident, ok } from "./reports";

test("the incident as a reviewer reads it", () => {
  expect(renderMarkdown(incident())).toMatchInlineSnapshot(`
"### ❌ lineup verify: blocked

The only path is cut. Besides: 1 warning, 1 note.

| | path | input |
|---|---|---|
| ❌ blocked | \`orders-api ── orders-conn ── no rule in the way ──╳ peering of acme-vpc … Redis orders-cache tcp:6379\` | \`incident-hardcoded-network.json\` (plan) |

**Why**

- **1.** \`GOOGLE_MANAGED_SERVICE_NO_PEERING\` at \`google_redis_instance.cache.authorized_network\` (\`stacks/environment-stack.ts:41\`)\\
  google\\_vpc\\_access\\_connector.conn is on staging-vpc, and this Redis answers acme-vpc only\\
  **Fix:** put both on one network, by reference to the same network resource

<details><summary>⚠️ Warnings (1)</summary>

- \`literal-network\` at \`google_vpc_access_connector.conn.network\` (\`stacks/environment-stack.ts:41\`)\\
  names the network "staging-vpc" by hand\\
  **Fix:** refer to google\\_compute\\_network.vpc

</details>

<details><summary>Notes (1)</summary>

- \`unneeded-rule\` at \`google_compute_firewall.redis_out.allow\`\\
  allows the connector to send to something that no path declared in this input needs\\
  **Fix:** keep it only if something other than Redis needs it

</details>
"
`);
});

test("what is good is short", () => {
  expect(renderMarkdown(ok())).toMatchInlineSnapshot(`
"### ✅ lineup verify: reachable

The only path arrives.

| | path | input |
|---|---|---|
| ✅ reachable | \`orders-api ── orders-conn ── rule allow-conn-egress-redis ── peering ── Redis orders-cache tcp:6379\` | \`ok.json\` (plan) |

<details><summary>Assumptions (2)</summary>

- nothing outside this input denies it: only an inventory shows firewall rules that were made by hand
- Redis gets its address from 10.166.0.0/16

</details>
"
`);
});

test("blocked paths come first, and every cause has its number in the table", () => {
  const rows = renderMarkdown(everything())
    .split("\n")
    .filter((line) => line.includes("orders-api"));
  expect(rows.map((row) => row.split(" ")[2])).toEqual(["blocked", "blocked", "blocked", "unknown", "reachable"]);
  expect(rows.map((row) => /\((\d)\)/.exec(row)?.[1])).toEqual(["1", "2", "3", "4", undefined]);
});

// One code span; what it holds can neither end it nor end the cell around it.
const CODE = "(?:`[^`|\\n]+`|\\(no name\\))";
// Words: everything that could be markup is an entity or has a backslash before it.
const PROSE = "(?:[^`|*_[\\]<>&@#$~!^\\\\\\n]|\\\\[*_[\\]~!^]|&#\\d+;)*";
const PLACE = `${CODE}(?: \\(${CODE}\\))?(?: in ${CODE}(?:, ${CODE})*(?: and ${CODE})?)?`;
const PLACES = `${PLACE}(?:, ${PLACE})*(?: and \\d+ more)?`;
const LINES = [
  "",
  "### (?:❌|❔|✅|➖) lineup verify: (?:blocked|unknown|reachable|nothing to judge)",
  "\\| \\| path \\| input \\|",
  "\\|---\\|---\\|---\\|",
  `\\| (?:❌ blocked|❔ unknown|✅ reachable) \\| ${CODE} \\| ${CODE} \\([a-zJSON ]+\\) \\|`,
  `\\| ➖ no path \\| \\| ${CODE} \\([a-zJSON ]+\\) \\|`,
  "\\*\\*(?:Why|Unknown|❌ Errors \\(\\d+\\))\\*\\*",
  `- (?:\\*\\*\\d+\\.\\*\\* )?(?:${CODE} at )?${PLACES}\\\\?`,
  `  (?:\\*\\*Fix:\\*\\* )?${PROSE}\\\\?`,
  `- ${PROSE}`,
  "<details><summary>(?:⚠️ Warnings|Notes|Assumptions) \\(\\d+\\)</summary>",
  "<details><summary>\\d+ more paths</summary>",
  `(?:${CODE}: )?no declared path to a Redis: ${CODE}`,
  "</details>",
  "_Left out for length: [a-z0-9, ]+\\. `lineup verify --format json` has everything\\._",
].map((line) => new RegExp(`^${line}$`, "u"));

function expectSound(markdown: string): void {
  const [, , summary, ...rest] = markdown.split("\n");
  expect(summary).toMatch(new RegExp(`^${PROSE}$`, "u"));
  for (const line of rest) expect(LINES.some((allowed) => allowed.test(line)) ? "" : line).toBe("");
  // Outside code nothing is left that GitHub would make a link, a mention, a reference or an emoji of: it looks for
  // them in what is shown, after entities have become characters.
  const outside = rest.join("\n").replace(/`[^`]*`/g, "");
  const shown = outside.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll("\\", "");
  expect(shown).not.toMatch(/:\/\/|www\.|@[a-z0-9]|#\d|GH-\d|:[\w+-]+:/i);
  expect(markdown.replaceAll("\n", "")).not.toMatch(INVISIBLE);
  const depth = [...outside.matchAll(/<(\/?)details>/g)].map(([, end]) => (end ? -1 : 1));
  expect(depth.reduce((sum, step) => sum + step, 0)).toBe(0);
}

describe("nothing from the input is markup", () => {
  test("where there is nothing hostile", () => {
    for (const report of [incident(), ok(), everything()]) expectSound(renderMarkdown(report));
  });

  test.each(Object.entries(HOSTILE))("where everything is %s", (_, text) => {
    expectSound(renderMarkdown(hostileReport(text)));
  });

  test("a sentence reads as it was written", () => {
    expect(prose("lockdown denies 10.166.0.0/16 tcp:6379, and Google's own rules do not")).toBe(
      "lockdown denies 10.166.0.0/16 tcp:6379, and Google's own rules do not",
    );
  });

  test("mentions, references and addresses are broken where GitHub looks for them", () => {
    expect(prose("@org #12 GH-3 https://x www.x :tada:")).toBe(
      "&#64;&#8203;org &#35;&#8203;12 GH-&#8203;3 https:&#8203;//x www&#8203;.x :&#8203;tada:",
    );
  });
});

test("more paths than one can see at once are folded, the worst stay in sight", () => {
  const [report, bad] = [ok(), incident()];
  const copies = (of: VerifyReport, count: number) =>
    of.inputs.flatMap(({ paths }) => Array.from({ length: count }, () => paths[0] ?? [])).flat();
  const inputs = (good: number) =>
    report.inputs.map((input) => ({ ...input, paths: [...copies(report, good), ...copies(bad, 3)] }));
  const shown = renderMarkdown({ ...report, inputs: inputs(97) });
  const [before = "", after = ""] = shown.split("<details><summary>80 more paths</summary>");
  expect(before.split("\n").filter((line) => line.startsWith("| ❌"))).toHaveLength(3);
  expect(before.split("\n").filter((line) => line.startsWith("| ✅"))).toHaveLength(17);
  expect(after.split("\n").filter((line) => line.startsWith("| ✅"))).toHaveLength(80);
  expect(after.split("\n").slice(1, 3)).toEqual(["", "| | path | input |"]);
  expectSound(shown);
  expect(renderMarkdown({ ...report, inputs: inputs(20) })).not.toContain("more paths");
});

describe("a comment that would be too long", () => {
  const report = everything();
  const many = (count: number): VerifyReport => ({
    ...report,
    inputs: report.inputs.map((input, which) => ({
      ...input,
      paths: input.paths.flatMap((path) =>
        Array.from({ length: count }, (_, index) => ({
          ...path,
          from: `${path.from}_${which}_${index}`,
          causes: path.causes.map((cause) => ({ ...cause, message: `${cause.message} ${index} ${"<".repeat(500)}` })),
          assumptions: path.assumptions.map((assumption) => `${assumption} ${index}`),
        })),
      ),
      findings: input.findings.flatMap((finding) =>
        Array.from({ length: count }, (_, index) => ({ ...finding, message: `${finding.message} ${index}` })),
      ),
    })),
  });

  test.each([10, 100, 1000])("is cut at whole items and says what it left out: %d of everything", (count) => {
    const markdown = renderMarkdown(many(count));
    expect(markdown.length).toBeLessThan(65_536);
    expectSound(markdown);
    expect(markdown).toMatch(/_Left out for length: /);
  });

  test("counts what it left out", () => {
    const markdown = renderMarkdown(many(1000));
    const shown = markdown.split("\n").filter((line) => line.includes("── orders-conn") || line.includes("──╳ no way"));
    expect(markdown).toContain(`${5000 - shown.length} paths`);
    expect(shown.every((row) => row.startsWith("| ❌ blocked"))).toBe(true);
  });

  test("still has its causes, its findings and its verdict", () => {
    const markdown = renderMarkdown(many(1000));
    for (const part of ["3000 of 5000 paths are cut", "**Why**", "**Fix:**", "<details>", "</details>"])
      expect(markdown).toContain(part);
  });
});
