import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ScenarioContext } from "../../scenario-context";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { changedByHand } from "./by-hand";
import { NewRoot, type Told } from "./new-root";
import { OldRoot } from "./old-root";
import { assertUntouched, type Took } from "./taken-over";

/** What people write after they have read `lineup adopt`; the value of a variable is not printed, and they look it up. */
const WRITTEN: readonly Told[] = [
  { setting: "connector.instances.max", value: 10 },
  { setting: "network.servicesRange", value: "10.64.0.0/16" },
  { setting: "network.otherServicesRanges", value: ["cloudsql-range"] },
  { setting: "nat.asn", value: null },
  { setting: "redis.version", value: "REDIS_7_0" },
  { setting: "services.backend.env.LOG_LEVEL", value: "debug" },
  { setting: "services.backend.env.DATABASE_URL", value: "postgresql://netra@10.64.1.3:5432/netra" },
];
/** A decision of their own: the password comes in a deploy that does nothing else. */
const DECIDED: readonly Told[] = [{ setting: "redis.auth", value: false }];

/** Staging of an old folder, which people have changed since, becomes this project's. */
export function fromOldRoot(context: ScenarioContext): ScenarioStep[] {
  let old: OldRoot;
  let here: NewRoot;
  let took: Took;
  const backup = (name: string) => join(context.folder, `${name}.json`);

  return [
    {
      title: "the old folder makes staging: a conditional network, hard-coded names, four rules, Redis without AUTH",
      run: async () => {
        old = await OldRoot.applied(context);
        here = await NewRoot.beside(old.sandbox, context, "project");
        return here.reachable();
      },
    },
    {
      title:
        "people change it: the connector's limits, a variable, a label, a rule; its own plan would replace the connector",
      run: async () => {
        await changedByHand(old.sandbox);
        const { stdout } = await old.sandbox.mustSucceed("plan", "-input=false", "-no-color", "-lock=false");
        assertThat(/connector must be replaced/.test(stdout), "the old root would make the connector anew");
        return here.reachable();
      },
    },
    {
      title: "lineup adopt says what would be replaced, and the sentence that makes it nothing; nothing is written",
      run: async () => {
        const { ran, report } = await here.adopt();
        assertExitCode(ran, 1);
        const told = new Set(report.sentences.map(({ setting }) => setting));
        const untold = WRITTEN.filter(({ setting }) => !told.has(setting));
        assertThat(untold.length === 0, `adopt tells ${untold.map(({ setting }) => setting).join(", ")}`);
        assertThat(here.adoption() === undefined, "no adoption is written");
        return `${told.size} sentences`;
      },
    },
    {
      title:
        "edited as told, nothing would be replaced; --write writes what is taken over, and synthesis makes import blocks of it",
      run: async () => {
        here.edit([...WRITTEN, ...DECIDED]);
        const { report } = await here.adopt("--write");
        assertThat(report.counts.replaced === 0, "nothing would be replaced");
        took = here.adoption() ?? [];
        assertThat(took.length === report.adoption?.resources, "what adopt counts is what it has written");
        await here.synthesize();
        return `${took.length} taken over`;
      },
    },
    {
      title: "both states are backed up, and the old root is frozen: its state is locked",
      run: async () => {
        await old.backUp(backup("old-state"));
        await old.freeze();
        return undefined;
      },
    },
    {
      title:
        "the plan imports, and replaces and removes nothing; review says what is taken over and what the services lose",
      run: async () => {
        const { planned, review, json } = await here.reviewed();
        assertExitCode(planned, 0);
        assertUntouched(json, took);
        assertThat(/Taken over by import/.test(review.stdout), "review has a paragraph of what is taken over");
        return here.reachable();
      },
    },
    {
      title: "apply, and nothing is left to do; every service reaches its Redis",
      run: async () => {
        await here.apply();
        return here.reachable();
      },
    },
    {
      title:
        "Ctrl-C here: two states hold the same things. The way back gives them to the old root, which is as it was",
      run: async () => {
        await here.giveBack(took.map(({ address }) => address));
        const left = await old.sandbox.mustSucceed("state", "list");
        assertThat(left.stdout.includes("google_redis_instance.redis"), "the old root holds Redis as before");
        return here.reachable();
      },
    },
    {
      title: "the walk is taken up again: the same plan imports the same things, and nothing is left to do",
      run: async () => {
        const { json } = await here.reviewed();
        assertUntouched(json, took);
        await here.apply();
        return here.reachable();
      },
    },
    {
      title: "the removal: the old root forgets what is taken over, touches nothing, and keeps the database",
      run: async () => {
        const file = await old.shown(backup("old-shown"));
        const removed = backup("removed.tf");
        const { report } = await here.adopt("--state", await here.shown(), "--old", file, "--removed", removed);
        const { notForgotten, left } = mustHold(report.handover);
        assertThat(notForgotten.length === 0, "everything that is taken over can be forgotten");
        const stays = left.map(({ address }) => address).join(", ");
        await old.thaw();
        old.write(readFileSync(removed, "utf8"));
        await old.forget();
        return `stays there: ${stays}`;
      },
    },
    {
      title:
        "the proofs: the old root plans nothing, the new one plans nothing, and adopt has nothing left to take over",
      run: async () => {
        await old.proven();
        await here.proven();
        const file = await old.shown(backup("old-shown"));
        const { report } = await here.adopt("--state", await here.shown(), "--old", file);
        assertThat(mustHold(report.handover).isDone, "there is no second owner");
        assertThat(report.counts.managed === report.rows.length, "all of it is in the state");
        return here.reachable();
      },
    },
    {
      title: "the adoption is deleted, and nothing is left to do",
      run: async () => {
        here.finish();
        await here.synthesize();
        await here.proven();
        return here.reachable();
      },
    },
  ];
}

function mustHold<Found>(handover: Found | undefined): Found {
  if (handover === undefined) throw new Error("the report of lineup adopt --old has no handover");
  return handover;
}
