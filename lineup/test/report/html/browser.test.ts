import { itNeeds } from "../../../../test/support/needs";
import { Chromium, chromium } from "./chromium";
import { changed, crowd, driftReport, hostileNames, page, reviewReport, sample, verifyReport } from "./pages";
import { PROBLEMS } from "./probe";

jest.setTimeout(120_000);

let browser: Chromium;
beforeAll(() => {
  if (chromium.missing === undefined) browser = new Chromium();
});
afterAll(() => browser?.close());

const blocked = () => sample("deny-higher-priority");

/** Two networks, rules that let in and out, services without a way in, and one with an interface of its own. */
const everything = () =>
  page(
    verifyReport([
      changed((resources) => {
        const { api } = resources.google_cloud_run_v2_service;
        const named = (name: string, access: object) => ({
          ...structuredClone(api),
          name,
          template: { ...[structuredClone(api.template)].flat()[0], vpc_access: access },
        });
        resources.google_cloud_run_v2_service.direct = named("orders-direct", {
          network_interfaces: [{ network: "default", subnetwork: "default" }],
          egress: "PRIVATE_RANGES_ONLY",
        });
        resources.google_cloud_run_v2_service.literal = named("orders-elsewhere", { connector: "another-connector" });
        resources.google_compute_firewall.lockdown = {
          ...{ name: "lockdown", direction: "EGRESS", priority: 900, network: "default" },
          ...{ deny: [{ protocol: "all" }], destination_ranges: ["0.0.0.0/0"] },
        };
      }),
    ]),
  );

const PAGES: [string, () => string][] = [
  ["a path that is cut", blocked],
  ["every sample", () => sample("ok", "no-connector", "deny-half-of-range-host-unknown", "incident-hardcoded-network")],
  ["several ways in", everything],
  ["a review", () => page(reviewReport("opening-removed"))],
  ["a drift", () => page(driftReport("connector-deleted"))],
  ["two hundred services", () => page(verifyReport([crowd(200)]))],
  ["hostile names", () => page(verifyReport([hostileNames()]))],
  ["nothing to draw", () => page(verifyReport([]))],
];
const LOOKS = [
  { width: 1280, dark: false },
  { width: 1280, dark: true },
  { width: 360, dark: true },
  { width: 360, dark: false },
];

itNeeds(
  chromium,
  "a browser shows every page whole, at 360 and 1280 pixels, light and dark, with and without script",
  async () => {
    for (const [name, make] of PAGES) {
      const html = make();
      for (const [index, look] of LOOKS.entries()) {
        const shown = await browser.show(html, { ...look, script: index % 2 === 0 });
        const seen = { name, look, problems: await shown.see(PROBLEMS), asked: shown.requests, said: shown.complaints };
        expect(seen).toEqual({ name, look, problems: [], asked: [], said: [] });
      }
    }
  },
);

itNeeds(
  chromium,
  "the probe finds what covers something else, what sticks out, and a page that is too wide",
  async () => {
    const broken = blocked()
      .replace(
        /<a href="#i0-s0-c1" class="n n1[\s\S]*?<\/a>/,
        (node) => `${node}${node.replaceAll("i0-s0-c1", "i0-s0-c0")}`,
      )
      .replace("orders-conn</text>", `${"orders-conn".repeat(9)}</text>`);
    const problems = await (await browser.show(withStyle(broken, ".legend{width:2000px}"), { width: 1280 })).see<
      string[]
    >(PROBLEMS);
    const kinds = ["outside its station", "texts cover", "stations cover", "the page is 20"];
    expect(kinds.filter((kind) => !problems.some((problem) => problem.startsWith(kind)))).toEqual([]);
  },
);

/** A page with more style, which its own policy would not let in. */
function withStyle(html: string, style: string): string {
  return html.replace(/<meta http-equiv[^>]*>/, "").replace("</style>", `${style}</style>`);
}

itNeeds(chromium, "a browser that is strict reads the page as XML", async () => {
  for (const [, make] of PAGES) {
    const html = make();
    const shown = await browser.show(html, { width: 1280 });
    const strict = `new DOMParser().parseFromString(${JSON.stringify(html)}, "application/xml")`;
    expect(await shown.see(`${strict}.querySelector("parsererror")?.textContent ?? ""`)).toBe("");
    expect(await shown.see("document.scripts.length + document.images.length")).toBe(0);
  }
});

itNeeds(chromium, "the cut is red where it is light and where it is dark, and in sight", async () => {
  for (const dark of [false, true]) {
    const shown = await browser.show(blocked(), { width: 1280, dark, script: false });
    const [red = 0, green = 0, blue = 0] = await shown.see<number[]>(
      `getComputedStyle(document.querySelector(".l.cut")).stroke.match(/\\d+/g).map(Number)`,
    );
    expect(red).toBeGreaterThan(1.5 * Math.max(green, blue));
    const { top, bottom, text } = await shown.see<{ top: number; bottom: number; text: string }>(
      `(() => { const it = document.querySelector(".badge.cut"); const { top, bottom } = it.getBoundingClientRect();
        return { top, bottom, text: it.textContent }; })()`,
    );
    expect(text).toBe("✕ cut");
    expect(top).toBeGreaterThan(0);
    expect(bottom).toBeLessThan(900);
    const ground = await shown.see<string>("getComputedStyle(document.body).backgroundColor");
    expect(ground).toBe(dark ? "rgb(17, 21, 27)" : "rgb(255, 255, 255)");
  }
});

/** The texts of the cards that are seen, topmost last. */
const CARDS = `[...document.querySelectorAll(".card")].filter((it) => getComputedStyle(it).visibility === "visible")
  .sort((a, b) => getComputedStyle(a).zIndex - getComputedStyle(b).zIndex).map((it) => it.querySelector("b").textContent)`;

itNeeds(
  chromium,
  "what a station has to say is shown where it is cut, pointed at, tabbed to or followed, without script",
  async () => {
    const look = { width: 1280, script: false };
    const shown = await browser.show(blocked(), look);
    expect(await shown.see(CARDS)).toEqual(["lockdown"]);
    await shown.point(".n.connector");
    expect(await shown.see(CARDS)).toEqual(["lockdown", "orders-conn"]);
    expect(await shown.see(`getComputedStyle(document.querySelector(".l.cut")).strokeWidth`)).toBe("3.5px");

    const tabbed = await browser.show(blocked(), look);
    await tabbed.see(`document.querySelector(".n.service").focus()`);
    expect(await tabbed.see(CARDS)).toEqual(["lockdown", "orders-api"]);

    const id = /<a href="#([^"]*)" class="n n\d+ target/.exec(blocked())?.[1];
    const followed = await browser.show(blocked(), look, `#${id}`);
    expect(await followed.see(CARDS)).toEqual(["lockdown", "Redis orders-cache"]);
  },
);

itNeeds(chromium, "pointing at a path in the list lights its lines in both pictures", async () => {
  const shown = await browser.show(page(reviewReport("opening-removed")), { width: 1280, script: false });
  await shown.point("details.way.p1 summary");
  const lit = `[...document.querySelectorAll("figure")].map((it) => [...it.querySelectorAll(".l")]
    .filter((line) => getComputedStyle(line).strokeWidth === "3.5px").every((line) => line.matches(".p1"))
    && [...it.querySelectorAll(".l.p1")].every((line) => getComputedStyle(line).strokeWidth === "3.5px"))`;
  expect(await shown.see(lit)).toEqual([true, true]);
});

itNeeds(
  chromium,
  "before and after stand beside each other on a wide screen, and below each other on a narrow one",
  async () => {
    const text = page(reviewReport("opening-removed"));
    const tops = `[...document.querySelectorAll("figure")].map((it) => it.getBoundingClientRect().top)`;
    const [before, after] = await (await browser.show(text, { width: 1280 })).see<number[]>(tops);
    expect(after).toBe(before);
    const [above = 0, below = 0] = await (await browser.show(text, { width: 360 })).see<number[]>(tops);
    expect(below).toBeGreaterThan(above);
  },
);

itNeeds(chromium, "printed it is black on white, with every path from station to station", async () => {
  const shown = await browser.show(sample("ok"), { width: 800, dark: true, print: true });
  expect(await shown.see("getComputedStyle(document.documentElement).getPropertyValue('--ground')")).toBe("#ffffff");
  const isShown = `document.querySelector("details.way .hop").getBoundingClientRect().height`;
  expect(await shown.see(isShown)).toBeGreaterThan(10);
  expect(await shown.see(`getComputedStyle(document.querySelector(".cards")).display`)).toBe("none");
});
