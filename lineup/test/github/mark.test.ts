import { NIGHT_MARK } from "../../../facts/night-mark";
import { temporaryFolder } from "../../../test/support/folder";
import { mark } from "../../src/github/mark";
import type { Outcome } from "../../src/github/outcome";
import type { Request } from "../../src/google/send";
import { outcome, report, runner } from "./reports";

const folder = temporaryFolder();
const env = runner("https://api.github.example", "schedule");
const drift = (found: Partial<Outcome> = {}) =>
  report(folder, outcome({ kind: "drift", verdict: "clean", exitCode: 0, ...found }));

type Answer = { status: number; body: unknown } | "lost";

/** What is sent to Google, where it answers like that; the last answer stands. */
async function night(found: Partial<Outcome>, answers: Answer[] = [{ status: 200, body: {} }]) {
  const sent: Request[] = [];
  const send = async (request: Request) => {
    sent.push(request);
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (answer === undefined || answer === "lost") throw Object.assign(new Error("gone"), { code: "ECONNRESET" });
    return { ...answer, retryAfter: undefined };
  };
  const said = await mark(["acme-staging", drift(found)], env, { send, wait: async () => {} }).catch(
    (error: Error) => error.message,
  );
  return { said, sent };
}

test.each([
  ["clean", 0],
  ["breaks", 1],
  ["unknown", 3],
] as const)("a night that was judged %s leaves an entry that says so", async (verdict, exitCode) => {
  const { said, sent } = await night({ verdict, exitCode });
  expect(said).toBe(`the log lineup-drift of acme-staging says that staging was judged ${verdict}`);
  expect(sent).toEqual([
    {
      method: "POST",
      url: "https://logging.googleapis.com/v2/entries:write",
      body: {
        logName: "projects/acme-staging/logs/lineup-drift",
        resource: { type: NIGHT_MARK.resource, labels: { project_id: "acme-staging" } },
        entries: [
          {
            insertId: expect.stringMatching(/^[0-9a-f-]{36}$/),
            timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
            severity: "INFO",
            jsonPayload: {
              ...{ schema: "lineup/night/1", environment: "staging", verdict },
              run: "https://github.example/netra/environment/actions/runs/4711",
            },
          },
        ],
      },
    },
  ]);
});

test("a night that has judged nothing leaves none", async () => {
  const { said, sent } = await night({ verdict: "unusable", exitCode: 2 });
  expect(said).toBe("nothing was judged in staging, so this night leaves no mark: its issue says why");
  expect(sent).toEqual([]);
});

test("what is lost is sent again, and is the same entry", async () => {
  const { said, sent } = await night({}, ["lost", { status: 503, body: {} }, { status: 200, body: {} }]);
  expect(said).toContain("was judged clean");
  expect(new Set(sent.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(sent[0])]));
  expect(sent).toHaveLength(3);
});

test.each<[string, Answer, string]>([
  [
    "a permission is missing",
    { status: 403, body: { error: { code: 403, status: "PERMISSION_DENIED", message: "no" } } },
    "403: grant the permission logging.logEntries.create",
  ],
  ["nobody answers", "lost", "the API could not be reached (ECONNRESET)"],
  ["the answer is a page", { status: 200, body: "<html>" }, "the API's answer is not a JSON object"],
])("where %s the step says so, and that drift was judged all the same", async (_, answer, why) => {
  const { said } = await night({}, [answer]);
  expect(said).toBe(`drift was judged, and its mark could not be written into the log of acme-staging: ${why}`);
});

test.each([
  [
    "another kind of report",
    ["acme-staging", report(folder, outcome())],
    "mark takes a report of drift, got one of a review",
  ],
  ["no report", ["acme-staging", folder], "there is no report in"],
  ["no folder", ["acme-staging"], "mark takes the id of a project and the folder"],
  ["no project", ["", drift()], 'mark takes the id of a project and the folder that judge has written, got ""'],
  ["a path for a project", ["../acme", drift()], 'got "../acme"'],
])("%s is refused before anybody signs in", async (_, args, message) => {
  const send = () => Promise.reject(new Error("nothing may be sent"));
  await expect(mark(args, env, { send })).rejects.toThrow(message);
});

test("without credentials it says how to give some", async () => {
  const nowhere = { ...env, GOOGLE_APPLICATION_CREDENTIALS: "/nowhere.json" };
  await expect(mark(["acme-staging", drift()], nowhere)).rejects.toThrow("could not be written into the log");
});
