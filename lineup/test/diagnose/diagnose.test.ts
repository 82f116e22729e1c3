import { diagnose } from "../../src/diagnose/diagnose";
import { ApiFailure } from "../../src/google/refusal";
import { UnusableInput } from "../../src/inputs/model";
import { clue, liveOf, part, sceneWith } from "./stage";

const never = new Promise<never>(() => {});

describe("each part for itself", () => {
  test("what one part finds is printed though another throws", async () => {
    const parts = [
      part("throws", () => {
        throw new Error("password=hunter2");
      }),
      part("finds", (tell) => tell.clue(clue())),
    ];
    const report = await diagnose(sceneWith(), parts);
    expect(report.causes.map(({ code }) => code)).toEqual(["FIREWALL_RULE"]);
    expect(report.looks[0]).toMatchObject({ part: "throws", did: "could not" });
    expect(JSON.stringify(report)).not.toContain("hunter2");
  });

  test("a part that throws before it promises anything is no end of the command", async () => {
    const broken = part("broken", () => {});
    const report = await diagnose(sceneWith(), [
      {
        ...broken,
        look: () => {
          throw new Error("at once");
        },
      },
      {
        ...broken,
        name: "asked",
        notAsked: () => {
          throw new TypeError("already here");
        },
      },
    ]);
    expect(report.looks.map(({ did }) => did)).toEqual(["could not", "could not"]);
    expect(report.looks[1]?.why).toContain("TypeError");
  });

  test("what was told before the deadline is kept, and what is told later is not heard", async () => {
    let late = () => {};
    const slow = part(
      "slow",
      async (tell) => {
        tell.clue(clue());
        late = () => tell.clue(clue({ code: "NO_ROUTE" }));
        await never;
      },
      { deadline: 20 },
    );
    const report = await diagnose(sceneWith(), [slow]);
    late();
    expect(report.causes.map(({ code }) => code)).toEqual(["FIREWALL_RULE"]);
    expect(report.looks[0]).toMatchObject({ did: "in part", fix: "ask again later" });
  });

  test("a part that hangs with nothing found could not", async () => {
    const report = await diagnose(sceneWith(), [part("hangs", () => never, { deadline: 10 })]);
    expect(report.looks).toEqual([
      {
        part: "hangs",
        what: "what hangs looks at",
        did: "could not",
        why: "it had not ended after 0.01 s",
        fix: "ask again later",
      },
    ]);
    expect(report.verdict).toBe("unknown");
  });

  test("what is not asked for does not keep a project from being healthy, and is said", async () => {
    const asked = part("probe", () => {}, { notAsked: () => "--probe was not given" });
    const report = await diagnose(sceneWith(), [part("looks", () => {}), asked]);
    expect(report.verdict).toBe("healthy");
    expect(report.looks[1]).toMatchObject({ did: "not asked", why: "--probe was not given" });
  });

  test("a gap leaves unknown whether all is well", async () => {
    const gap = part("half", (tell) => tell.gap("403: grant the permission", "grant it"));
    const report = await diagnose(sceneWith(), [gap]);
    expect(report).toMatchObject({ verdict: "unknown", looks: [{ did: "in part", fix: "grant it" }] });
  });

  test("a cause that is only possible breaks nothing yet", async () => {
    const possible = part("one", (tell) => tell.clue(clue({ certainty: "possible" })));
    expect((await diagnose(sceneWith(), [possible])).verdict).toBe("unknown");
  });
});

describe("the project cannot be read", () => {
  const gone = Promise.reject(new UnusableInput("the project acme-staging could not be read"));
  gone.catch(() => {});
  const waits = part("waits", async (_, scene) => {
    await scene.live;
  });

  test("nothing at all was looked at: it is refused in the words of the inventory", async () => {
    await expect(diagnose(sceneWith({ live: gone }), [waits])).rejects.toThrow("could not be read");
  });

  test("what another part has found is printed", async () => {
    const finds = part("finds", (tell) => tell.clue(clue()));
    const report = await diagnose(sceneWith({ live: gone }), [waits, finds]);
    expect(report).toMatchObject({ verdict: "broken", looks: [{ did: "could not" }, { did: "looked" }] });
  });

  test("an API that refuses is said in its own sentence", async () => {
    const refused = Promise.reject(new ApiFailure("403: grant the permission run.services.list"));
    refused.catch(() => {});
    const report = await diagnose(sceneWith({ live: refused }), [waits]);
    expect(report.looks[0]?.why).toContain("run.services.list");
  });
});

describe("one service", () => {
  const two = part("two", (tell) => {
    tell.clue(clue({ services: ["api"] }));
    tell.clue(clue({ code: "NO_ROUTE", services: ["web"] }));
    tell.clue(clue({ code: "STATE_LOCKED", at: "gs://bucket", services: [] }));
  });
  const web = { asked: { service: "web", probe: false, trace: false } };
  const service = { type: "google_cloud_run_v2_service", name: "web", values: { name: "web" } };

  test("only what hits it, and what may hit anybody", async () => {
    const report = await diagnose(sceneWith({ ...web, live: Promise.resolve(liveOf([service])) }), [
      two,
      part("live", (_, scene) => scene.live),
    ]);
    expect(report.causes.map(({ rank, code }) => `${rank} ${code}`)).toEqual(["1 NO_ROUTE", "2 STATE_LOCKED"]);
  });

  test("a name that nobody knows is refused, with those that are there", async () => {
    const other = { asked: { service: "wbe", probe: false, trace: false } };
    const asked = diagnose(sceneWith({ ...other, live: Promise.resolve(liveOf([service])) }), [two]);
    await expect(asked).rejects.toThrow("there is no service wbe in the project acme-staging: it has web");
  });

  test("where the services could not be read, it may be there", async () => {
    const unread = [{ what: "Cloud Run services", why: "403", types: ["google_cloud_run_v2_service"] }];
    const live = Promise.resolve(liveOf([], unread));
    const report = await diagnose(sceneWith({ ...web, live }), [two]);
    expect(report.causes).toHaveLength(2);
  });
});

describe("what nobody expects", () => {
  // biome-ignore lint/suspicious/noExplicitAny: it tells what its types forbid
  const garbage: any[] = [
    undefined,
    null,
    "clue",
    [],
    {},
    { ...clue(), code: "not a code" },
    { ...clue(), certainty: "sure" },
    { ...clue(), evidence: [{ at: 1 }] },
    { ...clue(), services: "api" },
    { ...clue(), repair: undefined },
  ];

  test("what makes no sense is left out, and said; everything else is kept", async () => {
    const tells = part("tells", (tell) => {
      for (const one of garbage) tell.clue(one);
      for (const one of garbage) tell.change(one);
      tell.clue(clue());
    });
    const report = await diagnose(sceneWith(), [tells]);
    expect(report.causes).toHaveLength(1);
    expect(report.changes).toEqual([]);
    expect(report.looks[0]).toMatchObject({ did: "in part" });
    expect(report.looks[0]?.why).toContain("makes no sense");
  });

  test("a million lines are no million causes, and what is left out is counted", async () => {
    const lines = part("lines", (tell) => {
      for (let line = 0; line < 1_000_000; line += 1) {
        if (line < 2_000) tell.clue(clue({ at: `thing-${line}`, code: "REDIS_SILENT" }));
        else tell.change({ from: "x", at: "y", attribute: "", text: "z" });
      }
    });
    const report = await diagnose(sceneWith(), [lines]);
    expect(report.causes).toHaveLength(500);
    expect(report.looks[0]?.why).toContain("more findings were left out");
  });

  test("evidence without end ends", async () => {
    const seen = Array.from({ length: 100_000 }, (_, line) => ({
      ...{ from: "logs", at: "api", attribute: "", text: `line ${line}` },
    }));
    const report = await diagnose(sceneWith(), [part("logs", (tell) => tell.clue(clue({ evidence: seen })))]);
    expect(report.causes[0]?.evidence.length).toBeLessThanOrEqual(30);
  });

  test("names with control characters move no cursor and begin no line", async () => {
    const name = "api\u001b[2J\u202e\nHEALTHY: all is well\u0000";
    const tells = part("tells", (tell) => {
      tell.clue(clue({ at: name, message: name, services: [name], evidence: [] }));
      tell.gap(name, name);
    });
    const text = JSON.stringify(await diagnose(sceneWith(), [tells]));
    expect(text).not.toMatch(/\\u001b|\\u202e|\\n|\\u0000/);
  });

  test("a date that is none is no date, and one that is has one form", async () => {
    const change = (when: string) => ({ from: "x", at: "y", attribute: "", text: "z", when });
    const tells = part("tells", (tell) => {
      for (const when of ["yesterday", "2026-99-99T00:00:00Z", "2026-11-29T02:00:00.123456Z"])
        tell.change(change(when));
    });
    const { changes } = await diagnose(sceneWith(), [tells]);
    expect(changes.map(({ when }) => when)).toEqual(["2026-11-29T02:00:00.123Z", undefined]);
  });
});
