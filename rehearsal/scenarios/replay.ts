import { cpSync, existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { orphans, strangersIn } from "../objects";
import { apply, claimNothingToDo, init } from "../plans";
import { claim } from "../steps";
import { succeeded, type World } from "../world";
import type { Scenario } from "./scenario";

/** Any stack that somebody has synthesized: does it apply, and is it then done? */
export const replay: Scenario = {
  name: "replay",
  about: "applies the stack that PATH holds: its folder, or its cdk.tf.json",
  steps: (stage, path) => {
    let world: World;
    return [
      {
        title: `${path} is copied`,
        run: async () => {
          const given = resolve(path);
          claim(existsSync(given), `${given} is there`);
          const folder = statSync(given).isDirectory() ? given : dirname(given);
          claim(
            existsSync(join(folder, "cdk.tf.json")),
            `${folder} holds a cdk.tf.json, as cdktf writes it for a stack`,
          );
          const copy = join(stage.folder, "cdktf.out/stacks", basename(folder));
          // Its state and its provider stay where they are: this is another cloud.
          cpSync(folder, copy, {
            recursive: true,
            filter: (file) => !/\/(\.terraform[^/]*|[^/]*\.tfstate[^/]*)$/.test(file),
          });
          world = await stage.worldWithBucket(copy);
          return undefined;
        },
      },
      {
        title: "init",
        run: async () => {
          await init(world);
          return undefined;
        },
      },
      {
        title: "apply",
        run: async () => {
          const { stdout } = succeeded(await apply(world));
          return /Apply complete! (.*)/.exec(stdout)?.[1];
        },
      },
      {
        title: "the second plan is empty, and the state is what the cloud holds",
        run: async () => {
          await claimNothingToDo(world);
          const state = await world.state();
          const strangers = strangersIn(state);
          if (strangers.length > 0) return `how the cloud calls ${strangers.join(", ")} is not known: nothing compared`;
          const { unknown, gone } = orphans(world.cloud.cloud.store, state);
          claim(unknown.length + gone.length === 0, `state and cloud agree: ${[...unknown, ...gone].join(", ")}`);
          return undefined;
        },
      },
      {
        title: "lineup's verdict on the state",
        run: async () => {
          const { code, stdout } = await stage.verifyState(world);
          claim(code === 0 || code === 3, `no path is cut:\n${stdout}`);
          return stage.journal.cleared(stdout.split("\n")[0] ?? "");
        },
      },
    ];
  },
};
