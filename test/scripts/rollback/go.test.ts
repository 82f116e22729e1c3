import { dayOf, daysAfter } from "../../../facts/days";
import { BECAUSE, REASON, revision, Station } from "./station";

let here: Station;
beforeEach(async () => {
  here = await Station.open();
  await here.past.releases();
});
afterEach(() => here.close());

const today = dayOf(new Date());
const [one, two] = [revision(1), revision(2)];

test("lists what there is to go back to, in eighty columns, and changes nothing", async () => {
  const before = here.file;
  const { code, out } = await here.runs("");
  expect(out).toMatchInlineSnapshot(`
"acme-api  services.api, in europe-west1
  revision             age   now  today
  acme-api-00002-reh   0 m 100 %  reachable
    gcr.io/acme/api:2
    by rehearsal@example.com, the newest
> acme-api-00001-reh   0 m   0 %  reachable
    gcr.io/acme/api:1
    by rehearsal@example.com, another image
  > npm run rollback -- acme --to acme-api-00001-reh

acme-web  services.web, in europe-west1
  there is no service acme-web in acme-staging"
`);
  expect(code).toBe(0);
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(here.file).toBe(before);
  expect(await here.shares()).toEqual({ [`newest: ${two}`]: 100 });
});

test("sends all requests to the revision, and writes the pin", async () => {
  const until = daysAfter(today, 3);
  const { code, out } = await here.runs(`--to ${one} --until ${until} ${BECAUSE}`);
  expect(code).toBe(0);
  expect(out.replaceAll(until, "UNTIL")).toMatchInlineSnapshot(`
"All requests of acme-api go to acme-api-00001-reh.
acme-api has no probe, so nothing was proved: look at its log
The pin is in environments/acme.ts here, and nowhere else yet: merge it now. A deploy of what
does not have it takes the requests away again; review calls that plan dangerous.
It holds through UNTIL. To end it: npm run rollback -- acme --service api --release"
`);
  expect(await here.shares()).toEqual({ [one]: 100 });
  expect(here.pin).toEqual({ revision: one, reason: REASON, until });
});

test("a pin holds for a week where nobody says how long", async () => {
  await here.runs(`--to ${one} ${BECAUSE}`);
  expect(here.pin?.until).toBe(daysAfter(today, 7));
});

test("a person types the name of the revision, and why", async () => {
  const done = await here.runs(`--to ${one}`, { types: [REASON, one] });
  expect(done.code).toBe(0);
  expect(here.pin?.reason).toBe(REASON);
  expect(await here.shares()).toEqual({ [one]: 100 });
});

test.each(["y", "yes", "", "acme-api", two])("who types %j has confirmed nothing", async (typed) => {
  const before = here.file;
  const { code, said } = await here.runs(`--to ${one}`, { types: [REASON, typed] });
  expect([code, said.split("\n").at(-1)]).toEqual([2, `that is not ${one}: nothing was changed`]);
  expect(here.file).toBe(before);
  expect(await here.shares()).toEqual({ [`newest: ${two}`]: 100 });
});

test("without a terminal nothing is asked, and nothing is done", async () => {
  const { code, said } = await here.runs(`--to ${one}`);
  expect([code, said]).toEqual([2, "there is no terminal to confirm it on: say --yes with --reason, or run it in one"]);
  expect(here.past.live.cloud.asked.filter(({ method }) => method === "PATCH")).toHaveLength(1);
});

test("the same command again changes nothing, and one with another day moves the pin alone", async () => {
  const line = `--to ${one} --until ${daysAfter(today, 3)} ${BECAUSE}`;
  await here.runs(line);
  const before = here.file;
  expect((await here.runs(line)).out).toBe(
    `All requests of acme-api go to ${one} already, and environments/acme.ts says so.`,
  );
  expect(here.file).toBe(before);
  const sent = here.patches();
  expect((await here.runs(`--to ${one} --until ${daysAfter(today, 5)}`, { types: [one] })).code).toBe(0);
  expect(here.pin).toEqual({ revision: one, reason: REASON, until: daysAfter(today, 5) });
  expect(here.patches()).toBe(sent);
});

test("what was moved by hand gets its sentence", async () => {
  await here.past.traffic([{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: one, percent: 100 }]);
  const sent = here.patches();
  const { code, out } = await here.runs(`--to ${one} ${BECAUSE}`);
  expect([code, out.split("\n")[0]]).toEqual([0, `All requests of acme-api go to ${one}, as they did before.`]);
  expect(here.pin?.revision).toBe(one);
  expect(here.patches()).toBe(sent);
});

test("a tag keeps its address", async () => {
  await here.past.traffic([
    { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 },
    { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: two, tag: "candidate" },
  ]);
  await here.runs(`--to ${one} ${BECAUSE}`);
  const { traffic } = await here.past.service();
  expect(traffic).toEqual([
    { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: one, percent: 100 },
    { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: two, tag: "candidate" },
  ]);
});

test("a release ends the pin, and the newest takes the requests", async () => {
  await here.runs(`--to ${one} ${BECAUSE}`);
  const { code, out } = await here.runs("--service api --release", { types: [two] });
  expect([code, out.split("\n")[0]]).toEqual([0, "All requests of acme-api go to its newest revision."]);
  expect(here.pin).toBeUndefined();
  expect(await here.shares()).toEqual({ [`newest: ${two}`]: 100 });
  expect((await here.runs(`--service api --to newest ${BECAUSE}`)).out).toBe(
    `acme-api has no pin, and its newest revision ${two} takes all requests.`,
  );
});

test("a release to what does not reach its Redis is the incident again", async () => {
  await here.past.releases({ env: here.past.env({ host: "10.99.0.3" }) });
  await here.runs(`--to ${two} ${BECAUSE}`);
  const before = here.file;
  const { code, said } = await here.runs(`--service api --release ${BECAUSE}`);
  expect([code, said.split("\n")[0]]).toEqual([
    1,
    `${revision(3)} would not reach its Redis today: going to it is the incident again`,
  ]);
  expect(here.file).toBe(before);
  expect(await here.shares()).toEqual({ [two]: 100 });
});

test("what a person writes into the file while he is asked is not replaced, and nothing is moved", async () => {
  const patched = here.patches();
  const meanwhile = () => {
    here.file = here.file.replace("export const", "// mine\nexport const");
  };
  const { code, said } = await here.runs(`--to ${one} --reason "${REASON}"`, { types: [one], meanwhile });
  expect(code).toBe(2);
  expect(said).toContain("environments/acme.ts was written by somebody else meanwhile: nothing was changed");
  expect(here.file).toContain("// mine");
  expect(here.pin).toBeUndefined();
  expect(here.patches()).toBe(patched);
});

test("a pin on the newest holds the requests at once, and not only after the next deploy", async () => {
  const patched = here.patches();
  const { code } = await here.runs(`--to ${two} ${BECAUSE}`);
  expect(code).toBe(0);
  expect(here.patches()).toBe(patched + 1);
  expect(await here.shares()).toEqual({ [two]: 100 });
});

test("a sentence that something after it would replace is not written", async () => {
  here.file = here.file
    .replace("export const acme = {", "const base = {")
    .concat(
      "export const acme = ((): typeof base => ({ ...base, services: { ...base.services, api: { ...base.services.api, traffic: undefined } } }))();\n",
    );
  const [before, patched] = [here.file, here.patches()];
  const { code, said } = await here.runs(`--to ${one} ${BECAUSE}`);
  expect(code).toBe(2);
  expect(said).toContain("what stands there is not what services.api.traffic of acme would be");
  expect(here.file).toBe(before);
  expect(here.patches()).toBe(patched);
});
