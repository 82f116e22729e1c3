import { liveProject } from "../../src/diagnose/live";
import type { Send } from "../../src/google/send";
import { sessionOf } from "../../src/probe/session";
import { LiveProject, PROJECT } from "../inventory/live";
import { send } from "./cloud";

const never = new Promise<never>(() => {});

describe("an API that accepts and never answers", () => {
  let live: LiveProject;
  beforeAll(async () => {
    live = await LiveProject.open();
    await live.settle();
  });
  afterAll(() => live.close());

  const readThrough = async (through: Send) => {
    const session = await sessionOf({ project: PROJECT }, { send: through, env: live.env, wait: async () => {} });
    return liveProject(session, 1_500);
  };

  test("what it would have said is unread, and everything else is judged", async () => {
    const { inventory, judged } = await readThrough((request) =>
      /redis\/v1/.test(request.url) ? never : send(request),
    );
    expect(inventory.unread.map(({ what }) => what)).toContain("Redis instances");
    expect(inventory.resources.some(({ type }) => type === "google_vpc_access_connector")).toBe(true);
    expect(judged.paths).toMatchObject([{ verdict: "unknown" }]);
  });

  test("where nobody answers, the project could not be read", async () => {
    await expect(readThrough(() => never)).rejects.toThrow(/./);
  });
});

test("a session that is given up waits no longer", async () => {
  const giveUp = new AbortController();
  const session = await sessionOf({ project: PROJECT }, { send: async () => never, env: {}, signal: giveUp.signal });
  const waiting = session.wait(600_000);
  giveUp.abort();
  await expect(waiting).rejects.toThrow();
});
