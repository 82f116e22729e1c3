import type { Outside } from "../../../src/diagnose/part";
import { domains } from "../../../src/diagnose/parts/domains";
import { denied, google } from "./google";
import { ago, type Json, PROJECT, REGION, type Setting, sceneOf, service, short, told } from "./scene";

const NAME = "api.acme.example";
const AT = `projects/${PROJECT}`;
const FRONT = { addresses: ["142.251.32.115"], canonical: ["ghs.googlehosted.com"] };
const inDays = (days: number) => ago(-days * 24 * 60);
const GOOD = { names: [NAME], notAfter: inDays(60), trusted: true };

const fails = (code: string) => () => Promise.reject(Object.assign(new Error("hunter2"), { code }));
function outside(seen: Json = FRONT, certificate: Json = GOOD): Outside {
  return { resolve: async () => seen, certificate: async () => certificate };
}

const mapping = (change: Json = {}, status: Json = {}) => ({
  metadata: { name: NAME },
  spec: { routeName: "acme-api", ...change },
  status: {
    conditions: [{ type: "Ready", status: "True" }],
    resourceRecords: [{ type: "CNAME", rrdata: "ghs.googlehosted.com." }],
    ...status,
  },
});
const balancer = (IPAddress: string, loadBalancingScheme = "EXTERNAL_MANAGED") => ({ IPAddress, loadBalancingScheme });

/** A project with these mappings and load balancers. */
const project = (mappings: Json, rules: Json = []) =>
  google((path) => {
    if (path === `${AT}/locations/${REGION}/domainmappings`)
      return Array.isArray(mappings) ? { items: mappings } : mappings;
    if (!path.endsWith("/aggregated/forwardingRules")) return undefined;
    return Array.isArray(rules) ? { items: { global: { forwardingRules: rules } } } : rules;
  }).send;

const setting = (more: Setting = {}): Setting => ({
  resources: [service("acme-api", [])],
  config: { resource: {} },
  expected: { "acme-api": { requires: [], domains: [NAME] } },
  outside: outside(),
  send: project([mapping()]),
  ...more,
});
const found = (more: Setting = {}) => told(domains, setting(more));
const nothing = { clues: [], changes: [], gaps: [], fixes: [], reached: [] };

test("a name that Cloud Run leads to its service, with a certificate that holds: nothing to say", async () => {
  expect(await found()).toEqual(nothing);
});

test("a name that leads to a load balancer of the project: nothing to say", async () => {
  const rule = {
    outside: outside({ addresses: ["203.0.113.5"], canonical: [] }),
    send: project([], [balancer("203.0.113.5")]),
  };
  expect(await found(rule)).toEqual(nothing);
});

test("without a configuration, and without domains in it, nothing is asked", async () => {
  expect(domains.notAsked?.(await sceneOf({}))).toContain("--config FOLDER");
  expect(domains.notAsked?.(await sceneOf(setting({ expected: {} })))).toContain("no service has `domains`");
  expect(domains.notAsked?.(await sceneOf(setting()))).toBeUndefined();
});

test("of one service that is asked for, only its own names are looked at", async () => {
  const scene = await sceneOf(setting());
  const asked = { service: "acme-web", probe: false, trace: false };
  expect(domains.notAsked?.({ ...scene, asked })).toBeDefined();
});

describe("a name", () => {
  test.each(["ENOTFOUND", "ENODATA"])("without an address is found: %s", async (code) => {
    const said = await found({ outside: { ...outside(), resolve: fails(code) } });
    expect(short(said)).toEqual([["DOMAIN_UNRESOLVED", "likely", NAME]]);
    expect(said.clues[0]?.services).toEqual(["acme-api"]);
    expect(said.clues[0]?.repair.commands.length).toBeGreaterThan(0);
  });

  test.each(["ETIMEOUT", "ESERVFAIL", "ECONNREFUSED"])("that could not be looked up is a gap: %s", async (code) => {
    const said = await found({ outside: { ...outside(), resolve: fails(code) } });
    expect(said.clues).toEqual([]);
    expect(said.gaps).toEqual([`the name ${NAME} could not be looked up from this machine: ${code}`]);
    expect(JSON.stringify(said)).not.toContain("hunter2");
  });

  test("that is mapped to another service is certain", async () => {
    const said = await found({ send: project([mapping({ routeName: "acme-old" })]) });
    expect(short(said)).toEqual([["DOMAIN_ELSEWHERE", "certain", NAME]]);
    expect(said.clues[0]?.message).toContain("Cloud Run leads it to acme-old, and acme-api is to be called by it");
  });

  test("that leads past its mapping is likely, and what the mapping needs is named", async () => {
    const said = await found({ outside: outside({ addresses: ["203.0.113.9"], canonical: ["old.example.net"] }) });
    expect(short(said)).toEqual([["DOMAIN_ELSEWHERE", "likely", NAME]]);
    expect(said.clues[0]?.message).toContain(
      "it leads to 203.0.113.9, and its mapping to acme-api needs ghs.googlehosted.com",
    );
  });

  test("whose mapping does not work is likely", async () => {
    const conditions = [{ type: "Ready", status: "False", reason: "CertificatePending", message: "hunter2" }];
    const said = await found({ send: project([mapping({}, { conditions })]) });
    expect(said.clues[0]?.message).toContain("its mapping does not work: CertificatePending");
    expect(JSON.stringify(said)).not.toContain("hunter2");
  });

  test("that leads to Google's front ends without a mapping here is likely", async () => {
    expect(short(await found({ send: project([]) }))).toEqual([["DOMAIN_ELSEWHERE", "likely", NAME]]);
  });

  test("that leads to an address of nobody here is only possible: a proxy would look the same", async () => {
    const said = await found({
      outside: outside({ addresses: ["203.0.113.9"], canonical: [] }),
      send: project([], [balancer("10.0.0.5", "INTERNAL")]),
    });
    expect(short(said)).toEqual([["DOMAIN_ELSEWHERE", "possible", NAME]]);
    expect(said.clues[0]?.message).toContain("a proxy or a CDN before the service would look the same");
  });

  test("is a gap where mappings or load balancers could not be read", async () => {
    const said = await found({
      outside: outside({ addresses: ["203.0.113.9"], canonical: [] }),
      send: project(denied),
    });
    expect(said.clues).toEqual([]);
    expect(said.gaps[0]).toContain("grant the permission run.domainmappings.list");
    expect(said.gaps[1]).toBe(`whether ${NAME}, which leads to 203.0.113.9, leads here is not known`);
  });

  test("is a gap where the project could not be read, and its certificate is looked at all the same", async () => {
    const scene = await sceneOf(setting({ outside: outside(FRONT, { ...GOOD, notAfter: inDays(-1) }) }));
    const live = Promise.reject(new Error("unreadable"));
    live.catch(() => {});
    const said = await told(domains, { ...scene, live });
    expect(short(said)).toEqual([["CERTIFICATE_INVALID", "certain", NAME]]);
    expect(said.gaps).toHaveLength(1);
  });
});

describe("a certificate", () => {
  const shown = async (certificate: Json) => (await found({ outside: outside(FRONT, certificate) })).clues;

  test.each([
    [
      "that has expired",
      { ...GOOD, notAfter: inDays(-3), trusted: false, why: "CERT_HAS_EXPIRED" },
      "certain",
      "has expired on",
    ],
    [
      "of another name",
      { ...GOOD, names: ["www.acme.example"], why: "ERR_TLS_CERT_ALTNAME_INVALID" },
      "certain",
      "other names",
    ],
    ["of a star one label too high", { ...GOOD, names: ["*.example"] }, "certain", "other names"],
    [
      "that nobody trusts",
      { ...GOOD, trusted: false, why: "SELF_SIGNED_CERT_IN_CHAIN" },
      "likely",
      "that nobody trusts",
    ],
    ["that hides why", { ...GOOD, trusted: false, why: "hunter2 $(rm)" }, "likely", "is not trusted by this machine"],
    ["that ends soon", { ...GOOD, notAfter: inDays(2) }, "possible", "was not renewed"],
  ])("%s", async (_, certificate, certainty, sentence) => {
    const clues = await shown(certificate);
    expect(clues.map((clue) => [clue.code, clue.certainty])).toEqual([["CERTIFICATE_INVALID", certainty]]);
    expect(clues[0]?.message).toContain(sentence);
    expect(JSON.stringify(clues)).not.toContain("hunter2");
  });

  test("of a star covers one label", async () => {
    expect(await shown({ ...GOOD, names: ["*.acme.example"] })).toEqual([]);
  });

  test("that could not be looked at is a gap", async () => {
    const said = await found({ outside: { ...outside(), certificate: fails("ECONNREFUSED") } });
    expect(said.clues).toEqual([]);
    expect(said.gaps).toEqual([`the certificate of ${NAME} could not be looked at from this machine: ECONNREFUSED`]);
  });
});

test("mappings of every wrong shape, and pages that never end, are no mappings", async () => {
  const wrong = [null, 7, {}, { metadata: { name: 7 } }, { metadata: { name: NAME }, spec: [], status: "x" }];
  const send = project({ items: wrong, metadata: { continue: "again" } });
  const said = await found({ send });
  expect(said.clues.map(({ code, certainty }) => [code, certainty])).toEqual([["DOMAIN_ELSEWHERE", "certain"]]);
});
