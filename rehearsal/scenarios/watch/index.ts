import { readFileSync } from "node:fs";
import { join } from "node:path";
import { incident } from "../../../corpus/stories/incident";
import { quiet } from "../../../corpus/stories/quiet";
import type { Notification } from "../../../watch/replay/incidents";
import { replay } from "../../../watch/replay/replay";
import { happenedIn } from "../../../watch/replay/story";
import { alertOf } from "../../../watch/replay/told";
import type { Watching } from "../../../watch/shipped/model";
import { machine } from "../../machine";
import { whyNoMachine } from "../../machine/needs";
import { apply, assertNothingToDo, init } from "../../plans";
import { type Sandbox, succeeded } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { allowRedisAgain, denyRedis } from "../incident/manual-changes";
import type { Scenario } from "../scenario";
import { firstSteps, runFirstStep, verdictIn } from "./first-step";
import { followedBy } from "./repaired";
import { namesOf, watchingOf } from "./stood";
import { firstOfEach, leftOpen, shownTo } from "./told";

/** Somebody is on the way this long after it broke, and it is repaired. */
const REPAIRED_AFTER = 120;
/** A page later than this is found by somebody else first. */
const SOON = 5;
const BROKE = incident.breaks ?? 0;

interface Watched {
  sandbox?: Sandbox;
  stack?: unknown;
  watching?: Watching;
  page?: Notification;
}

/** What would have been told in the incident, by what is deployed: real Terraform, its policies as they stand, a real probe. */
export const watch: Scenario = {
  name: "watch",
  about: "who is told of the incident, and what to do",
  missing: whyNoMachine,
  steps: (context) => {
    const state: Watched = {};
    return [...deployed(context, state), ...broken(state), ...repaired(state)];
  },
};

function deployed(context: ScenarioContext, state: Watched): ScenarioStep[] {
  return [
    {
      title: "what ships is synthesized and deployed, with what watches it",
      run: async () => {
        const root = join(await context.synthesize(), "staging");
        const sandbox = await context.sandboxWithBucket(root);
        sandbox.cloud.cloud.executions.machine = machine;
        state.sandbox = sandbox;
        state.stack = JSON.parse(readFileSync(join(root, "cdk.tf.json"), "utf8"));
        await init(sandbox);
        succeeded(await apply(sandbox));
        const watching = await watchingOf(sandbox);
        state.watching = watching;
        const { policies, logMetrics, objectives, uptimeChecks, dashboards, channels } = watching;
        assertThat(policies.length > 0 && channels.length > 0, "there are policies and channels");
        const counts = {
          policies,
          "metrics of logs": logMetrics,
          objectives,
          checks: uptimeChecks,
          dashboards,
          channels,
        };
        return Object.entries(counts)
          .map(([what, things]) => `${things.length} ${what}`)
          .join(", ");
      },
    },
    {
      title: "the second plan is empty",
      run: async () => {
        await assertNothingToDo(sandboxOf(state));
        return undefined;
      },
    },
  ];
}

function broken(state: Watched): ScenarioStep[] {
  return [
    {
      title: "Redis cannot be reached any more: a deny rule, created outside Terraform; the story of the incident runs",
      run: async () => {
        const sandbox = sandboxOf(state);
        await denyRedis(sandbox);
        const told = replay(watchingIn(state), happenedIn(incident, state.stack, await namesOf(sandbox)));
        const opened = firstOfEach(told.filter(({ what }) => what === "opened"));
        const page = opened.find(({ policy }) => alertOf(policy) === incident.page);
        assertThat(page !== undefined, `${incident.page} is told`);
        assertThat(page.policy.severity === "CRITICAL", `it wakes somebody up, got ${page.policy.severity}`);
        assertThat(page.policy.channels.length > 0, "somebody hears it");
        assertThat(page.at - BROKE <= SOON, `within ${SOON} minutes, got ${page.at - BROKE}`);
        state.page = page;
        return `${opened.length} are told${shownTo(watchingIn(state), opened, BROKE)}`;
      },
    },
    {
      title: "the first lines of the page are followed, as they are written: they find what is broken",
      run: async () => {
        const found = [];
        for (const command of firstSteps(pageOf(state).policy)) {
          const ran = await runFirstStep(sandboxOf(state), command);
          assertExitCode(ran, 1);
          found.push(`\n    ${command}\n        ${verdictIn(ran)}`);
        }
        return `${found.length} commands, exit 1${found.join("")}`;
      },
    },
  ];
}

function repaired(state: Watched): ScenarioStep[] {
  return [
    {
      title: "repaired: the same lines find nothing any more",
      run: async () => {
        await allowRedisAgain(sandboxOf(state));
        const found = [];
        for (const command of firstSteps(pageOf(state).policy)) {
          const ran = await runFirstStep(sandboxOf(state), command);
          assertExitCode(ran, 0);
          found.push(`\n    ${command}\n        ${verdictIn(ran)}`);
        }
        await assertNothingToDo(sandboxOf(state));
        return `${found.length} commands, exit 0${found.join("")}`;
      },
    },
    {
      title: "the story goes on with an ordinary time: every incident closes",
      run: async () => {
        const names = await namesOf(sandboxOf(state));
        const [story, ordinary] = [incident, quiet].map((one) => happenedIn(one, state.stack, names));
        assertThat(story !== undefined && ordinary !== undefined, "there are two stories");
        const told = replay(watchingIn(state), followedBy(story, BROKE + REPAIRED_AFTER, ordinary));
        const closed = firstOfEach(told.filter(({ what }) => what === "closed"));
        const left = leftOpen(told);
        assertThat(left.length === 0, `nothing is left open: ${left.map(({ policy }) => policy.title).join(", ")}`);
        assertThat(
          closed.some(({ policy }) => alertOf(policy) === incident.page),
          "the page is over",
        );
        return `repaired after ${REPAIRED_AFTER} minutes, ${closed.length} close${shownTo(watchingIn(state), closed, BROKE)}`;
      },
    },
  ];
}

/** Steps run in order, so an earlier one has set it. */
function sandboxOf({ sandbox }: Watched): Sandbox {
  if (!sandbox) throw new Error("nothing has been built yet");
  return sandbox;
}

function watchingIn({ watching }: Watched): Watching {
  if (!watching) throw new Error("nothing watches yet");
  return watching;
}

function pageOf({ page }: Watched): Notification {
  if (!page) throw new Error("nobody was told yet");
  return page;
}
