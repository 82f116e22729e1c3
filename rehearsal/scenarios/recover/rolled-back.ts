import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newestOf, trafficTo } from "../../breaks/services";

import { apply, init } from "../../plans";
import { runnableCopy } from "../../project-copy";
import { type CommandResult, succeeded } from "../../sandbox";
import { listOf } from "../../server/kind";
import type { CloudObject } from "../../server/store";
import { tokens } from "../../shell";
import { assertThat, type ScenarioStep } from "../../steps";
import { replaceRedis } from "../incident/manual-changes";
import { BACKEND } from "../incident/names";
import { assertHealthy, diagnosed, handsOf, type Recovery, sandboxOf } from "./context";
import { deploy } from "./deployed";

const REASON = "the release before held the address of a Redis that is gone";
const PINNED = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION";

/** Going back by the printed command, in a copy of this project: its environment's file is written. */
export function rolledBack(state: Recovery): ScenarioStep[] {
  let copy = "";
  let revision = "";
  return [
    {
      title: "requests on a stale revision: the printed npm run rollback sends them to one that reaches Redis",
      run: async () => {
        state.restore?.();
        copy = runnableCopy(join(state.context.folder, "copy"), state.context.lockFile);
        // Redis is made anew, what is written is deployed, and then somebody goes back to before that.
        const hands = handsOf(state);
        const old = await newestOf(hands, BACKEND);
        await replaceRedis(hands);
        await deploy(state);
        await trafficTo(hands, BACKEND, old);
        const { causes } = await diagnosed(state);
        const commands = causes.flatMap(({ repair }) => repair.commands);
        const command = commands.find((one) => /^npm run rollback .*--to \S+$/.test(one));
        assertThat(command !== undefined, `a revision to go back to is printed, got ${commands.join("; ")}`);
        revision = command.slice(command.lastIndexOf(" ") + 1);
        succeeded(await npm(state, copy, `${command} --reason '${REASON}' --yes`));
        assertThat(served(state) === revision, `${revision} takes the requests, got ${served(state)}`);
        assertThat(fileOf(copy).includes(revision), "environments/staging.ts says so");
        return `${command}; ${await assertHealthy(state)}`;
      },
    },
    {
      title: "the pin survives a deploy of what is written now",
      run: async () => {
        await deployFrom(state, copy, "pinned");
        assertThat(served(state) === revision, `after the deploy ${revision} takes the requests, got ${served(state)}`);
        return undefined;
      },
    },
    {
      title:
        "the day after its last day it has ended: synthesis says so, and a deploy sends the requests to the newest",
      run: async () => {
        const until = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
        writeFileSync(file(copy), fileOf(copy).replace(/until: "[^"]+"/, `until: "${until}"`));
        const { stderr } = await deployFrom(state, copy, "ended");
        assertThat(stderr.includes(until) && stderr.includes(revision), `synthesis says that it has ended: ${stderr}`);
        assertThat(served(state) === undefined, `the newest takes the requests, got ${served(state)}`);
        return stderr.split("\n").find((line) => line.includes(revision));
      },
    },
  ];
}

const file = (copy: string) => join(copy, "environments/staging.ts");
const fileOf = (copy: string) => readFileSync(file(copy), "utf8");

/** `npm run NAME -- …`, as package.json has it. */
function npm(state: Recovery, copy: string, command: string): Promise<CommandResult> {
  const [, , name = "", , ...args] = tokens(command);
  const { scripts } = JSON.parse(readFileSync(join(copy, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const [, ...words] = tokens(scripts[name] ?? "");
  return sandboxOf(state).run(process.execPath, [...words, ...args], { NO_COLOR: "1" }, copy);
}

async function deployFrom(state: Recovery, copy: string, into: string): Promise<CommandResult> {
  const outdir = join(state.context.folder, into);
  const synthesized = succeeded(
    await sandboxOf(state).run(process.execPath, ["build/run.js", "main.ts"], { CDKTF_OUTDIR: outdir }, copy),
  );
  const sandbox = sandboxOf(state).beside(join(outdir, "stacks/staging"));
  await init(sandbox);
  succeeded(await apply(sandbox));
  return synthesized;
}

/** The revision that takes all requests by its name; undefined where it is the newest. */
function served(state: Recovery): unknown {
  const service = sandboxOf(state).cloud.cloud.store.get(BACKEND.replace("/v2/", "/"));
  const [target] = listOf(service, "traffic") as CloudObject[];
  return target?.type === PINNED ? target.revision : undefined;
}
