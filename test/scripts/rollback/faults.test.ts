import type { Request, Send } from "../../../lineup/src/google/send";
import { BECAUSE, revision, Station } from "./station";

// What goes wrong on the way: nothing is left in between, and nothing is claimed that nobody knows.

let here: Station;
beforeEach(async () => {
  here = await Station.open();
  await here.past.releases();
});
afterEach(() => here.close());

const [one, two] = [revision(1), revision(2)];
const NEWEST = { [`newest: ${two}`]: 100 };
const isMove = ({ method, url }: Request) => method === "PATCH" && url.includes("updateMask=traffic");
const refusal = (status: number, word: string) => ({
  ...{ status, retryAfter: undefined },
  body: { error: { code: status, status: word, message: "a secret: hunter2" } },
});
type Answer = Awaited<ReturnType<Send>>;

/** Google, but for what is answered instead. */
function but(instead: (request: Request, ask: Send) => Promise<Answer> | undefined): Send {
  return (request) => instead(request, here.past.send) ?? here.past.send(request);
}

async function goes(send?: Send, more = "") {
  const before = here.file;
  const done = await here.runs(`--to ${one} ${more} ${BECAUSE}`, send ? { send } : {});
  return { ...done, isPutBack: here.file === before };
}

test.each([
  ["403, without the permission", refusal(403, "PERMISSION_DENIED"), /run\.services\.update.*roles\/run\.developer/],
  ["409, because somebody else deploys", refusal(409, "ABORTED"), /somebody else changes acme-api at the same time/],
  ["409, because a name is taken", refusal(409, "ALREADY_EXISTS"), /the API answered 409 ALREADY_EXISTS/],
  ["400, whatever it means", refusal(400, "INVALID_ARGUMENT"), /the API answered 400/],
])("refused with %s: the file is as it was", async (_, answer, why) => {
  const { code, said, isPutBack } = await goes(
    but((request) => (isMove(request) ? Promise.resolve(answer) : undefined)),
  );
  expect([code, isPutBack]).toEqual([2, true]);
  expect(said).toMatch(why);
  expect(said).toContain("environments/acme.ts is as it was before");
  expect(said).not.toContain("hunter2");
  expect(await here.shares()).toEqual(NEWEST);
});

test("a service that was changed since it was looked at is not changed", async () => {
  let asks = 0;
  const send = but((request, ask) => {
    if (!isMove(request)) return undefined;
    asks += 1;
    // Somebody deploys between the look and the move.
    return here.past.releases().then(() => ask(request));
  });
  const { code, isPutBack } = await goes(send);
  expect([asks, code, isPutBack]).toEqual([1, 2, true]);
  expect(await here.shares()).toEqual({ [`newest: ${revision(3)}`]: 100 });
});

const lost = () => Promise.reject(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }));

test("an answer that was lost on its way back is looked up, and nothing is sent twice", async () => {
  let sent = 0;
  const send = but((request, ask) => {
    if (!isMove(request)) return undefined;
    sent += 1;
    return ask(request).then(lost);
  });
  const { code, isPutBack } = await goes(send);
  expect([sent, code, isPutBack]).toEqual([1, 0, false]);
  expect(await here.shares()).toEqual({ [one]: 100 });
});

test("a request that was lost on its way there is unknown, the file keeps the pin, and the same command goes on", async () => {
  const { code, said, isPutBack } = await goes(but((request) => (isMove(request) ? lost() : undefined)));
  expect([code, isPutBack]).toEqual([3, false]);
  expect(said).toContain("whether the requests of acme-api were moved is unknown: Google's answer was lost");
  expect(here.pin?.revision).toBe(one);
  expect((await here.runs(`--to ${one} ${BECAUSE}`)).code).toBe(0);
  expect(await here.shares()).toEqual({ [one]: 100 });
});

test("an operation that cannot be read leaves it to what the service says", async () => {
  const send = but(({ url }) =>
    url.includes("/operations/") ? Promise.resolve(refusal(403, "PERMISSION_DENIED")) : undefined,
  );
  expect((await goes(send)).code).toBe(0);
});

test("a move that Cloud Run says is done, and is not, is unknown", async () => {
  const before = await here.past.service();
  const send = but((request, ask) => {
    if (request.method !== "GET" || !request.url.endsWith("/services/acme-api")) return undefined;
    return ask(request).then((answer) => ({ ...answer, body: before }));
  });
  const { code, said, isPutBack } = await goes(send);
  expect([code, isPutBack]).toEqual([3, false]);
  expect(said).toContain("its requests still go elsewhere");
});

test.each([
  ["the service", "/services/acme-api", "acme-api could not be looked at: 403: grant the permission run.services.get"],
  [
    "its revisions",
    "/services/acme-api/revisions",
    "grant the permission run.revisions.list, for example with roles/run.viewer",
  ],
])("without the permission to read %s nothing is done", async (_, end, why) => {
  const send = but(({ url }) =>
    new URL(url).pathname.endsWith(end) ? Promise.resolve(refusal(403, "PERMISSION_DENIED")) : undefined,
  );
  const { code, said, isPutBack } = await goes(send);
  expect([code, isPutBack]).toEqual([2, true]);
  expect(said).toContain(why);
});

test("what the revision needs and nobody may read makes it unknown, and somebody may know better", async () => {
  const send = but(({ url }) =>
    url.includes("/instances") ? Promise.resolve(refusal(403, "PERMISSION_DENIED")) : undefined,
  );
  const { code, said, isPutBack } = await goes(send);
  expect([code, isPutBack]).toEqual([3, true]);
  expect(said).toContain("say --even-if-unknown where you know it");
  expect((await goes(send, "--even-if-unknown")).code).toBe(0);
});

test("what is blocked is no way back, whatever anybody says", async () => {
  const host = await here.past.replacesRedis();
  await here.past.releases({ env: here.past.env({ host }) });
  const { code, isPutBack } = await goes(undefined, "--even-if-unknown");
  expect([code, isPutBack]).toEqual([1, true]);
});

test("a file that somebody writes meanwhile is left to him", async () => {
  const send = but((request) => {
    if (!isMove(request)) return undefined;
    here.file = `// mine\n${here.file}`;
    return Promise.resolve(refusal(400, "INVALID_ARGUMENT"));
  });
  const { code, said } = await goes(send);
  expect(code).toBe(2);
  expect(said).toContain("environments/acme.ts was written by somebody else meanwhile, and is left as it is");
  expect(here.file).toContain("// mine");
});

test("a file of another shape is not edited: the sentence is printed, and once it is pasted the command goes on", async () => {
  here.file = here.file
    .replace("export const acme = ", "const settings = ")
    .concat("export const acme = { ...settings };\n");
  here.file = here.file
    .replace('name: "acme",', "name: `acme`,")
    .replace("services: {", "services: { ...{} , ")
    .replace(/\n {2}\}\n\};/, "\n  }, ...{}\n};");
  const { code, said, isPutBack } = await goes();
  expect([code, isPutBack]).toEqual([2, true]);
  expect(said).toContain("cannot be edited by this command");
  expect(said).toContain(`revision: "${one}"`);
  expect(await here.shares()).toEqual(NEWEST);
});

test.each([
  ["--reason short --yes", "services.api.traffic.reason: must be a reason"],
  [`--until 2020-01-01 ${BECAUSE}`, "--until is a day that is over: 2020-01-01"],
  [`--until 2999-01-01 ${BECAUSE}`, "services.api.traffic.until: must be within 31 days of today"],
])("%s is refused before anything is moved", async (line, why) => {
  const before = here.file;
  const { code, said } = await here.runs(`--to ${one} ${line}`);
  expect(code).toBe(2);
  expect(said).toContain(why);
  expect(here.file).toBe(before);
  expect(await here.shares()).toEqual(NEWEST);
});

test("dollars and braces in a reason are refused: Terraform reads them", async () => {
  const { code } = await here.runs(`--to ${one} --yes --reason "It costs \${too much} for anybody here"`);
  expect(code).toBe(2);
});
