import { diagnose } from "../../src/diagnose/diagnose";
import { clue, part, sceneWith } from "./stage";

const LINE = "2026-11-29T10:00:00.000Z";
const line = clue({ code: "REDIS_SILENT", certainty: "likely", services: ["api"], lastSeen: LINE });

/** What comes of a line of a log where this is known besides. */
async function judged({ changed, reached }: { changed?: string; reached?: readonly string[] }) {
  const { causes, verdict } = await diagnose(sceneWith(), [
    part("logs", (tell) => tell.clue(line)),
    part("changes", (tell) => {
      if (changed)
        tell.change({
          from: "changes",
          at: "google_compute_firewall.a",
          attribute: "",
          text: "deleted",
          when: changed,
        });
    }),
    part("probe", (tell) => {
      for (const service of reached ?? []) tell.reached(service);
    }),
  ]);
  return [verdict, ...causes.map(({ certainty }) => certainty)];
}

describe("what a log shows", () => {
  test("stands where nothing was changed since, whatever the probe says", async () => {
    expect(await judged({})).toEqual(["broken", "likely"]);
    expect(await judged({ reached: ["api"] })).toEqual(["broken", "likely"]);
    expect(await judged({ changed: "2026-11-29T09:59:59.000Z", reached: ["api"] })).toEqual(["broken", "likely"]);
  });

  test("is over where something was changed since and Redis was reached then, and not before", async () => {
    const changed = "2026-11-29T10:00:01.000Z";
    expect(await judged({ changed })).toEqual(["broken", "likely"]);
    expect(await judged({ changed, reached: ["another"] })).toEqual(["broken", "likely"]);
    expect(await judged({ changed, reached: ["api"] })).toEqual(["healthy"]);
  });

  test("is said with the way to know", async () => {
    const parts = [
      part("logs", (tell) => tell.clue(line)),
      part("changes", (tell) =>
        tell.change({ from: "changes", at: "x.y", attribute: "", text: "t", when: "2026-11-29T11:00:00Z" }),
      ),
    ];
    const { causes } = await diagnose(sceneWith(), parts);
    expect(causes[0]?.message).toContain(
      "something was changed since, 2026-11-29T11:00:00.000Z: --probe asks whether it is over",
    );
  });
});
