import { CAUSES, type Code } from "../../src/causes";
import { escapeLabel, renderMermaid } from "../../src/report/mermaid";
import type { Drawn } from "../../src/report/network-picture";
import { judge } from "../../src/verify";
import { HOSTILE, hostilePath, judged, pathWith } from "./reports";

test("the incident: two networks, and the arrow between them is cut", () => {
  expect(renderMermaid([judged("incident-hardcoded-network")])).toMatchInlineSnapshot(`
"flowchart LR
  n1(["orders-api<br/>europe-west1"])
  subgraph g1["peered with acme-vpc"]
    n2[("Redis orders-cache<br/>tcp 6379")]
  end
  subgraph g2["staging-vpc"]
    n3["orders-conn<br/>10.2.0.0/28"]
  end
  n1 --> n3
  n3 --x|"cut: the networks are not peered"| n2
  linkStyle 1 stroke:red,color:red
"
`);
});

test("what is good: the rule that allows it stands between connector and Redis", () => {
  expect(renderMermaid([judged("ok")])).toMatchInlineSnapshot(`
"flowchart LR
  n1(["orders-api<br/>europe-west1"])
  subgraph g1["peered with acme-vpc"]
    n2[("Redis orders-cache<br/>tcp 6379")]
  end
  subgraph g2["acme-vpc"]
    n3["orders-conn<br/>10.2.0.0/28"]
    n4{{"allow-conn-egress-redis<br/>allow at 1000"}}
  end
  n1 --> n3
  n3 --> n4
  n4 --> n2
"
`);
});

test("a part of the way that nobody knows", () => {
  expect(renderMermaid([judged("deny-half-of-range-host-unknown")])).toMatchInlineSnapshot(`
"flowchart LR
  n1(["orders-api<br/>europe-west1"])
  subgraph g1["peered with acme-vpc"]
    n2[("Redis orders-cache<br/>tcp 6379")]
  end
  subgraph g2["acme-vpc"]
    n3["orders-conn<br/>10.2.0.0/28"]
    n4{{"lockdown<br/>deny at 1"}}
    n5{{"allow-conn-egress-redis<br/>allow at 1000"}}
  end
  n1 --> n3
  n3 -.->|"perhaps cut: the firewall rule<br/>lockdown denies it"| n4
  n4 -.- n2
  n3 --> n5
  n5 --> n2
  linkStyle 1 stroke:orange,color:orange
  linkStyle 2 stroke:gray,color:gray
"
`);
});

test("no way into the network", () => {
  const lines = renderMermaid([judged("no-connector")]).split("\n");
  expect(lines).toContain('  n1 --x|"cut: it has no way into the<br/>network"| n2');
  expect(lines).toContain("  linkStyle 0 stroke:red,color:red");
});

test("several inputs stand in a box each", () => {
  const chart = renderMermaid([judged("ok"), judged("no-connector")]);
  expect(chart).toContain('subgraph g1["ok.json - plan"]');
  expect(chart).toContain('subgraph g2["no-connector.json - plan"]');
  expectSound(chart);
});

describe("the words beside an arrow", () => {
  const drawing = judged("deny-higher-priority");
  const cutBy = (...causes: [Code, string][]) => {
    const path = pathWith((trail) => {
      for (const [code, address] of causes)
        trail.at("firewall").blocked(code, { address, attribute: "" }, `because of ${address}`, "f");
    });
    return renderMermaid([{ ...drawing, paths: [path] }])
      .split("\n")
      .filter((line) => line.includes("--x"));
  };

  test("name the firewall rule as the cloud does", () => {
    const [edge] = cutBy(["FIREWALL_RULE", "google_compute_firewall.lockdown"]);
    expect(edge).toContain('|"cut: the firewall rule lockdown<br/>denies it"|');
  });

  test.each(CAUSES.map((cause) => [cause.id, cause.edge] as const))("%s in few words", (id, edge) => {
    for (const said of [edge(""), edge("lockdown")]) {
      expect(said).toMatch(/^[a-z].*[^.]$|^(Redis|Valkey) /);
      expect(said).not.toMatch(/[A-Z]{2}_|undefined/);
      expect(said.length).toBeLessThan(56);
    }
    const [line = ""] = cutBy([id, "google_compute_firewall.lockdown"]);
    expect(line).toContain('"cut: ');
    expect(line).not.toContain(id);
  });

  test("are three at most, in lines that are short", () => {
    const many = CAUSES.slice(0, 8).map((cause): [Code, string] => [cause.id, ""]);
    const [line = ""] = cutBy(...many);
    const words = /\|"(.*)"\|/.exec(line)?.[1]?.split("<br/>") ?? [];
    expect(words.filter((word) => word.startsWith("cut: "))).toHaveLength(3);
    expect(words.at(-1)).toBe("and 5 more");
    for (const word of words) expect(word.length).toBeLessThanOrEqual(34);
  });

  test.each(Object.entries(HOSTILE))("stay words where the rule is called %s", (_, name) => {
    const rules = drawing.topology.rules.map((rule) => ({ ...rule, name }));
    const path = pathWith((trail) => {
      const at = { address: "google_compute_firewall.lockdown", attribute: "deny" };
      trail.at("firewall").blocked("FIREWALL_RULE", at, "m", "f");
    });
    expectSound(renderMermaid([{ topology: { ...drawing.topology, rules }, paths: [path] }]));
  });
});

test("nothing to draw is still a chart", () => {
  expectSound(renderMermaid([]));
});

const LABEL = '"(?:[A-Za-z0-9 _.,/-]|: |#\\d+;|<br/>)+"';
const NODE = new RegExp(`^n\\d+(?:\\(\\[${LABEL}\\]\\)|\\[${LABEL}\\]|\\{\\{${LABEL}\\}\\}|\\[\\(${LABEL}\\)\\])$`);
const LINK = new RegExp(`^n\\d+ (?:-->|--x|-\\.->|-\\.-)(?:\\|${LABEL}\\|)? n\\d+$`);
const STYLE = /^linkStyle \d+ stroke:(red|orange|gray),color:\1$/;
const GROUP = new RegExp(`^subgraph g\\d+\\[${LABEL}\\]$`);

/** Every line is one of the five that are written here, and what it names exists. */
function expectSound(chart: string): void {
  const [head, ...lines] = chart.trimEnd().split("\n");
  expect(head).toBe("flowchart LR");
  const said = lines.map((line) => line.trim());
  for (const line of said) {
    const isSound = line === "end" || [NODE, LINK, STYLE, GROUP].some((allowed) => allowed.test(line));
    expect(isSound ? "" : line).toBe("");
  }
  const nodes = said.filter((line) => NODE.test(line)).map((line) => /^n\d+/.exec(line)?.[0]);
  expect(new Set(nodes).size).toBe(nodes.length);
  const links = said.filter((line) => LINK.test(line));
  for (const link of links) for (const [id] of link.matchAll(/(?:^|\s)(n\d+)\b/g)) expect(nodes).toContain(id.trim());
  for (const style of said.filter((line) => STYLE.test(line)))
    expect(Number(/\d+/.exec(style)?.[0])).toBeLessThan(links.length);
  expect(said.filter((line) => GROUP.test(line)).length).toBe(said.filter((line) => line === "end").length);
}

test.each(["ok", "incident-hardcoded-network", "deny-higher-priority", "no-connector", "ingress-deny-does-not-act"])(
  "is sound: %s",
  (name) => expectSound(renderMermaid([judged(name)])),
);

describe("no name is syntax", () => {
  test.each(Object.entries(HOSTILE))("where everything is called %s", (_, text) => {
    const hostile: Drawn = {
      ...renamed(text),
      paths: (["blocked", "unknown", "reachable"] as const).map((verdict) => hostilePath(text, verdict)),
    };
    expectSound(renderMermaid([hostile, hostile]));
    expectSound(renderMermaid([renamed(text)]));
  });

  test("a label shows what it stands for", () => {
    const shown = escapeLabel('"];click').replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    expect(shown).toBe('"];click');
  });
});

/** The sample that is good, with every name in it replaced. */
function renamed(name: string): Drawn {
  const { topology } = judged("ok");
  const rename = <T extends { name: unknown }>(things: T[]) => things.map((thing) => ({ ...thing, name }));
  return {
    paths: [],
    topology: {
      ...topology,
      file: name,
      services: rename(topology.services),
      connectors: rename(topology.connectors).map((one) => ({ ...one, rangeText: name, network: network(name) })),
      targets: rename(topology.targets).map((one) => ({ ...one, host: name, network: network(name) })),
    },
  };
}

function network(name: string) {
  return { project: name, name, address: undefined, literal: true, unresolved: undefined, assumedReference: undefined };
}

test("a chart too large to follow says what it does not draw", () => {
  const sample = judged("deny-higher-priority");
  const [path] = sample.paths;
  const paths = Array.from({ length: 200 }, (_, index) => ({ ...path, from: `google_cloud_run_v2_service.s${index}` }));
  const chart = renderMermaid([{ ...sample, paths: paths as Drawn["paths"] }]);
  expect(chart).toContain("and 140 more paths that are not drawn");
  expect(chart.length).toBeLessThan(50_000);
  expectSound(chart);
});

test("an input without resources is drawn as nothing", () => {
  const nothing = judge({ file: "a.json", kind: "state", resources: [], blindSpots: [] });
  expect(renderMermaid([nothing])).toBe('flowchart LR\n  n1["nothing to draw: no service, no connector, no Redis"]\n');
});
