import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { driftCases } from "../../../../corpus/drift";
import { planFile } from "../../../../corpus/recorder/recording";
import { reviewCases } from "../../../../corpus/review";
import { verifyCases } from "../../../../corpus/verify";
import { UnusableInput } from "../../../src/inputs/model";
import { readFile } from "../../../src/inputs/read";
import { pictureOf } from "../../../src/report/network-picture";
import { COLOURS } from "../../../src/report/renderers/html/style";
import type { Report } from "../../../src/report/report";
import { judge } from "../../../src/verify";
import { HOSTILE, INVISIBLE } from "../reports";
import {
  changed,
  crowd,
  driftReport,
  hostileNames,
  hostilePage,
  page,
  reviewReport,
  sample,
  verifyReport,
} from "./pages";
import { readStrictly } from "./well-formed";

const ELEMENTS = [
  ...["html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "nav", "figure"],
  ...["figcaption", "h1", "h2", "h3", "h5", "p", "div", "span", "b", "code", "ul", "ol", "li", "details", "summary"],
  ...["a", "svg", "desc", "g", "path", "rect", "text"],
];
const ATTRIBUTES = [
  ...["lang", "xmlns", "charset", "http-equiv", "content", "name", "class", "id", "href", "role", "tabindex", "open"],
  ...["aria-hidden", "aria-label", "aria-labelledby", "aria-describedby", "start", "viewBox", "width", "height"],
  ...["x", "y", "rx", "d"],
];

/** Nothing in it can run, load or lead elsewhere, and every link in it leads somewhere. */
function expectSound(text: string): void {
  expect(text.replaceAll("\n", "")).not.toMatch(INVISIBLE);
  const elements = readStrictly(text);
  expect([...new Set(elements.map(({ name }) => name))].filter((name) => !ELEMENTS.includes(name))).toEqual([]);
  const attributes = elements.flatMap((element) => [...element.attributes]);
  expect(attributes.filter(([name]) => !ATTRIBUTES.includes(name))).toEqual([]);
  const ids = attributes.flatMap(([name, value]) => (name === "id" ? [value] : []));
  expect(new Set(ids).size).toBe(ids.length);
  const known = new Set(ids.map((id) => `#${id}`));
  expect(attributes.filter(([name, value]) => name === "href" && !known.has(value))).toEqual([]);
  for (const { attributes } of elements)
    for (const id of attributes.get("aria-labelledby")?.split(" ") ?? []) expect(known).toContain(`#${id}`);
}

describe("no name is markup", () => {
  test.each(Object.entries(HOSTILE))("where everything is called %s", (_, text) => expectSound(hostilePage(text)));
  test("where every service has such a name", () => expectSound(page(verifyReport([hostileNames()]))));
  test("a name is shown as it is written", () => {
    const shown = readStrictly(hostilePage("<b>&amp;</b>")).filter(({ name }) => name === "code" || name === "text");
    expect(shown.map(({ text }) => text)).toContain("<b>&amp;</b>");
  });
});

test("the page forbids itself everything but its own style", () => {
  const elements = readStrictly(sample("deny-higher-priority"));
  const style = elements.find(({ name }) => name === "style")?.text ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = elements.find(({ attributes }) => attributes.has("http-equiv"))?.attributes;
  expect(policy?.get("http-equiv")).toBe("Content-Security-Policy");
  expect(policy?.get("content")).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  );
  expect(style).not.toMatch(/url\(|@import/);
});

test("the same result is the same page", () => {
  expect(sample("ok", "no-connector")).toBe(sample("ok", "no-connector"));
  expect(page(reviewReport("opening-removed"))).toBe(page(reviewReport("opening-removed")));
});

test("it says what the text says: the headline, each cause with its fix and its line, each finding, each assumption", () => {
  const report = verifyReport([crowd(3)]);
  const said = readStrictly(page(report))[0]?.text ?? "";
  const [part] = report.parts;
  expect(said).toContain(report.headline.word);
  expect(said.toLowerCase()).toContain(report.headline.sentence.toLowerCase());
  const points = [
    ...(part?.routes.flatMap(({ causes }) => causes) ?? []),
    ...(part?.sections ?? []).flatMap((it) => it.points),
  ];
  expect(points.length).toBeGreaterThan(3);
  for (const { message, fix, name, place } of points)
    for (const text of [message, fix, name, place ? `${place.source?.file}:${place.source?.line}` : ""])
      expect(said).toContain(text);
});

test("quiet leaves out what is good", () => {
  const said = page(verifyReport([crowd(3)]), true);
  expect(said).not.toContain('<b>orders-service-1</b> <span class="to">');
  expect(said).toContain('<b>orders-service-0</b> <span class="to">');
});

describe("the picture", () => {
  test("a cut is a red line, a mark with a word, a station marked as cut, and a sentence", () => {
    const elements = readStrictly(sample("deny-higher-priority"));
    const having = (part: string) =>
      elements.filter(({ attributes }) => (attributes.get("class") ?? "").includes(part));
    expect(having("l cut")).toHaveLength(1);
    expect(having("badge cut").map(({ text }) => text.trim())).toEqual(["✕ cut"]);
    expect(having("rule cut").map(({ attributes }) => attributes.get("aria-label"))).toEqual([
      "firewall rule, lockdown, deny at 900: cut here",
    ]);
    expect(elements.find(({ name }) => name === "desc")?.text).toContain("Cut between orders-conn and lockdown");
  });

  test("review shows before and after beside each other, drift what was applied and what is", () => {
    const captions = (report: Report) =>
      readStrictly(page(report)).flatMap(({ name, text }) => (name === "figcaption" ? [text] : []));
    expect(captions(reviewReport("opening-removed"))).toEqual(["before this plan", "after this plan"]);
    expect(captions(driftReport("connector-deleted"))).toEqual(["at the last apply", "now"]);
  });

  test("callers on the same way are drawn as one, and counted", () => {
    const text = page(verifyReport([crowd(500)]));
    expectSound(text);
    expect(text.length).toBeLessThan(400_000);
    expect(text.match(/<a [^>]*class="n /g)?.length).toBeLessThan(15);
    expect(text).toContain("and 97 more");
    expect(text).toContain("and 398 more");
    expect(text).toContain("401 paths arrive");
    expect(text).toContain("and 301 more paths: --format json lists them");
  });

  test("of paths that have nothing in common the worst are drawn, and the rest is counted", () => {
    const judged = changed(({ google_cloud_run_v2_service: services, google_redis_instance: caches }) => {
      for (let index = 0; index < 60; index++) {
        caches[`c${index}`] = { ...structuredClone(caches.cache), name: `cache-${index}` };
        const text = JSON.stringify(services.api).replaceAll(
          "google_redis_instance.cache.",
          `google_redis_instance.c${index}.`,
        );
        services[`s${index}`] = { ...JSON.parse(text), name: `orders-service-${index}` };
      }
    });
    expect(judged.paths).toHaveLength(61);
    const text = page(verifyReport([judged]));
    expectSound(text);
    expect(text).toContain("and 21 more paths that are not drawn");
  });
});

/** What of the report is drawn must not look better than it is. */
function expectHonest(report: Report): number {
  let drawn = 0;
  for (const { routes, snapshots } of report.parts) {
    const last = snapshots.at(-1);
    if (!last) continue;
    const { links } = pictureOf([last], { paths: 1_000, alike: 3, looseEnds: 0 });
    for (const [number, { state }] of routes.entries()) {
      if (last.paths[number] === undefined) continue;
      const states = new Set(links.filter(({ paths }) => paths.has(number)).map((link) => link.state));
      drawn++;
      if (state === "reachable") expect([...states]).toEqual(["open"]);
      else if (state === "blocked") expect(states).toContain("cut");
      else if (state === "unknown")
        expect([...states].filter((one) => one === "unknown" || one === "cut")).toEqual(["unknown"]);
      else throw new Error("a path that is absent is drawn");
    }
  }
  return drawn;
}

describe("the picture never promises more than the report", () => {
  test("in any case of verify", () => {
    const recorded = verifyCases.map(({ id }) => planFile("verify", id)).filter((file) => existsSync(file));
    const drawn = recorded.map((file, index) => {
      const report = verifyReport([judge(readFile(file))]);
      if (index % 10 === 0) expectSound(page(report));
      return expectHonest(report);
    });
    expect(drawn.filter((number) => number > 0).length).toBeGreaterThan(300);
  });

  test.each(reviewCases.map(({ id }) => id))("in the review of %s, which prints no secret", (id) => {
    const report = reviewReport(id);
    expectHonest(report);
    const text = page(report);
    expectSound(text);
    expect(text).not.toMatch(/planted-|rotated-by-hand/);
  });

  test.each(driftCases.map(({ id }) => id))("in the drift of %s, which prints no secret", (id) => {
    let report: Report;
    try {
      report = driftReport(id);
    } catch (error) {
      if (!(error instanceof UnusableInput)) throw error;
      return;
    }
    expectHonest(report);
    const text = page(report);
    expectSound(text);
    expect(text).not.toMatch(/planted-(token|feature|message|password)/);
  });
});

describe("colours", () => {
  const TEXTS = ["text", "muted", "bad", "unknown", "good"] as const;
  test.each(["light", "dark"] as const)("every text can be read on its ground where it is %s", (scheme) => {
    const colours = COLOURS[scheme];
    for (const ground of ["ground", "panel"] as const)
      for (const text of TEXTS) expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5);
    for (const tone of ["bad", "unknown", "good"] as const)
      for (const text of [tone, "text", "muted"] as const)
        expect(contrast(colours[text], colours[`${tone}-ground`])).toBeGreaterThanOrEqual(4.5);
    for (const line of ["way", "bad", "unknown", "focus"] as const)
      for (const ground of ["ground", "panel"] as const)
        expect(contrast(colours[line], colours[ground])).toBeGreaterThanOrEqual(3);
  });
});

/** As WCAG has it. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}
