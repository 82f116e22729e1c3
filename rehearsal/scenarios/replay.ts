import { cpSync, existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { orphans, unsupportedTypesIn } from "../objects";
import { apply, assertNothingToDo, init } from "../plans";
import { type Sandbox, succeeded } from "../sandbox";
import { assertThat } from "../steps";
import type { Scenario } from "./scenario";

/** Applies any synthesized stack and checks that a second plan is empty. */
export const replay: Scenario = {
  name: "replay",
  about: "applies the stack of PATH, a folder or file",
  steps: (context, path) => {
    let sandbox: Sandbox;
    return [
      {
        title: `${path} is copied`,
        run: async () => {
          const given = resolve(path);
          assertThat(existsSync(given), `${given} is there`);
          const folder = statSync(given).isDirectory() ? given : dirname(given);
          assertThat(
            existsSync(join(folder, "cdk.tf.json")),
            `${folder} holds a cdk.tf.json, as cdktf writes it for a stack`,
          );
          const copy = join(context.folder, "cdktf.out/stacks", basename(folder));
          // Its state and provider are not copied, because they belong to another cloud.
          cpSync(folder, copy, {
            recursive: true,
            filter: (file) => !/\/(\.terraform[^/]*|[^/]*\.tfstate[^/]*)$/.test(file),
          });
          sandbox = await context.sandboxWithBucket(copy);
          return undefined;
        },
      },
      {
        title: "init",
        run: async () => {
          await init(sandbox);
          return undefined;
        },
      },
      {
        title: "apply",
        run: async () => {
          const { stdout } = succeeded(await apply(sandbox));
          return /Apply complete! (.*)/.exec(stdout)?.[1];
        },
      },
      {
        title: "the second plan is empty, and the state is what the cloud holds",
        run: async () => {
          await assertNothingToDo(sandbox);
          const state = await sandbox.state();
          const unsupported = unsupportedTypesIn(state);
          if (unsupported.length > 0) return `nothing compared: ${unsupported.join(", ")} not supported`;
          const { unknown, gone } = orphans(sandbox.cloud.cloud.store, state);
          assertThat(unknown.length + gone.length === 0, `state and cloud agree: ${[...unknown, ...gone].join(", ")}`);
          return undefined;
        },
      },
      {
        title: "lineup's verdict on the state",
        run: async () => {
          const { code, stdout } = await context.verifyState(sandbox);
          assertThat(code === 0 || code === 3, `no path is cut:\n${stdout}`);
          return context.journal.cleared(stdout.split("\n")[0] ?? "");
        },
      },
    ];
  },
};
