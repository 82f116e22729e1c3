import { createHash } from "node:crypto";
import { PROBE_LABEL } from "../../../../probe/job";
import { type ApiObject, textAt } from "../../google/answer";
import { RefusedChange } from "../../google/changes";
import { ApiFailure, NotThere } from "../../google/refusal";
import { isBlock, own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import type { GoogleTrace } from "../contract";
import type { Session } from "../session";

/** What is tested: from a job or a revision to an address. */
export interface Tested {
  from: GoogleTrace["from"];
  /** `projects/P/locations/R/jobs/J` or `projects/P/locations/R/revisions/REV` */
  source: string;
  /** What the test is of, the same for every release of a service; `place`: its revision among those that serve. */
  of: { name: string; region: string; place: number };
  host: string;
  port: number;
}

/** The same test each time: at most 40 characters, told apart by region. */
export function testIdOf({ from, of }: Tested): string {
  const place = of.place === 0 ? "" : `/${of.place}`;
  const hash = createHash("sha256").update(`${of.region}/${of.name}${place}`).digest("hex").slice(0, 8);
  return `lineup-${from === "job" ? "job" : "rev"}-${of.name.slice(0, 20).replace(/-$/, "")}-${hash}`;
}

const API = "NETWORK_MANAGEMENT";
const permission = (verb: string) => `networkmanagement.connectivitytests.${verb}`;

/** Creates the test or brings it up to date, has Google run it again, and reads what it then says. */
export async function tested(session: Session, wanted: Tested): Promise<ApiObject> {
  const { reader, changes, project } = session;
  const tests = `projects/${project}/locations/global/connectivityTests`;
  const path = `${tests}/${testIdOf(wanted)}`;
  const read = () => reader.one({ api: API, path, permission: permission("get") });
  const body = bodyOf(wanted);
  const before = await read().catch(unlessMissing);
  if (!before) {
    const query = { testId: lastSegment(path) };
    const creation = { api: API, method: "POST", path: tests, query, body, permission: permission("create") } as const;
    await done(session, await changes.repeatable(creation).catch(unlessThere));
  } else if (differs(before, body)) {
    const query = { updateMask: "source,destination,protocol" };
    await done(
      session,
      await changes.repeatable({ api: API, method: "PATCH", path, query, body, permission: permission("update") }),
    );
  }
  const rerun = { api: API, method: "POST", path: `${path}:rerun`, body: {}, permission: permission("rerun") } as const;
  await done(session, await changes.repeatable(rerun));
  const after = await read();
  if (before && timeOf(after) === timeOf(before)) throw new ApiFailure("Google has not run the test again");
  // Two calls at once share a test.
  if (isOfAnother(after, wanted))
    throw new ApiFailure("another call has changed the test meanwhile: run the probe again");
  return after;
}

function bodyOf({ from, source, of, host, port }: Tested) {
  return {
    description: "The path of a service to its Redis; written and run by lineup probe --trace",
    source: from === "job" ? { cloudRunJob: source } : { cloudRunRevision: { uri: source } },
    destination: { ipAddress: host, port },
    protocol: "TCP",
    labels: { [PROBE_LABEL]: of.name },
  };
}

/** Google adds fields to an endpoint: what was said has to be there. */
function differs(test: ApiObject, wanted: ReturnType<typeof bodyOf>): boolean {
  const holds = (there: unknown, said: unknown): boolean =>
    isBlock(said) ? Object.entries(said).every(([key, value]) => holds(own(there, key), value)) : there === said;
  const { source, destination, protocol } = wanted;
  return !holds(test, { source, destination, protocol });
}

/** As far as Google cannot write it in another way: it may put a number for the project. */
function isOfAnother(test: ApiObject, { from, source, host, port }: Tested): boolean {
  const [start, end] = [own(test, "source"), own(test, "destination")];
  const uri = from === "job" ? textAt(start, "cloudRunJob") : textAt(own(start, "cloudRunRevision"), "uri");
  const isSame = lastSegment(uri ?? "") === lastSegment(source) && textAt(end, "ipAddress") === host;
  return !isSame || own(end, "port") !== port || own(test, "protocol") !== "TCP";
}

function timeOf(test: ApiObject): string | undefined {
  return textAt(own(test, "reachabilityDetails"), "verifyTime");
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof NotThere)) throw error;
}

/** An answer that was lost is asked for again, and then the test is there. */
function unlessThere(error: unknown): undefined {
  if (!(error instanceof RefusedChange && error.answer.status === 409)) throw error;
}

const OPERATION = /^projects\/[^/\s]{1,140}\/locations\/global\/operations\/[\w.-]{1,200}$/;
const WAIT = 2_000;
const MOST_WAITS = 90;

async function done({ reader, wait, progress }: Session, begun: ApiObject | undefined): Promise<void> {
  if (begun === undefined) return;
  let operation = begun;
  const path = textAt(begun, "name") ?? "";
  progress("waiting for Google's connectivity test");
  for (let waits = 0; own(operation, "done") !== true; waits += 1) {
    if (!OPERATION.test(path)) throw new ApiFailure("the API names no operation to wait for");
    if (waits >= MOST_WAITS) throw new ApiFailure("the test has not ended within three minutes");
    await wait(WAIT);
    operation = await reader.operation({ api: API, path, permission: "networkmanagement.operations.get" });
  }
  if (own(operation, "error") !== undefined) throw new ApiFailure("the test ended with an error of Google's");
}
