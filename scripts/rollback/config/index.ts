import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { readEnvironments } from "../../../environments/environment";
import { count } from "../../../lineup/src/text/words";
import { outliveSignals, run } from "../../child";
import type { Asked } from "../arguments";
import { environmentOf } from "../choose";
import { Refused, type World } from "../world";
import { type Commit, commitOf, uncommitted } from "./git";
import { confirmedPlan, dangersOf, judgedPlan } from "./judged";
import { planned, refuseWhereInterrupted, terraformHere } from "./plan";
import { stackThere } from "./stack";
import { Tree } from "./tree";

const EXIT = { safe: 0, danger: 1, unknown: 3 };

/** The configuration of an earlier commit: planned against today, judged, and applied like any deploy. */
export async function configuredBack(world: World, asked: Asked): Promise<number> {
  const { name: environment, project } = environmentOf(readEnvironments(world.written), asked.environment);
  const commit = commitOf(world.root, asked.config ?? "");
  const terraform = terraformHere();
  const left = uncommitted(world.root);
  world.say(`${environment} as it is written in ${commit.short} (${commit.about}), planned in a work tree of its own`);
  if (left > 0) world.say(`what is not committed here (${count(left, "file")}) is no part of it, and is not touched`);
  outliveSignals();
  const tree = new Tree(world.root, commit);
  try {
    return await inTree(world, asked, { tree, commit, environment, project, terraform });
  } finally {
    tree.remove();
  }
}

interface There {
  tree: Tree;
  commit: Commit;
  environment: string;
  project: string;
  terraform: string;
}

async function inTree(
  world: World,
  asked: Asked,
  { tree, commit, environment, project, terraform }: There,
): Promise<number> {
  await tree.hasPackages(world);
  refuseWhereInterrupted();
  const folder = await stackThere(tree, commit, environment);
  refuseWhereInterrupted();
  const isChange = await planned(terraform, folder, tree, environment);
  if (!isChange) {
    world.print(`${environment} is as ${commit.short} says already: there is nothing to change.`);
    return 0;
  }
  const report = await judgedPlan(world, tree.json, folder, `${environment} as in ${commit.short}`);
  const dangers = dangersOf(report);
  if (dangers.length > 0) world.say(`Going back loses, cuts off or replaces: ${dangers.join(", ")}`);
  if (!asked.yes && !world.hasTerminal) {
    const command = `npm run rollback -- ${environment} --config ${commit.short}`;
    const wayOn = report.verdict === "safe" ? `${command} --yes --reason "…"` : `at a terminal, ${command}`;
    world.say(`Nothing was changed. To apply it: ${wayOn}`);
    return EXIT[report.verdict];
  }
  refuseWhereInterrupted();
  await confirmedPlan(world, asked, { verdict: report.verdict, dangers, commit: commit.short, environment });
  refuseWhereInterrupted();
  return applied(world, { tree, commit, environment, project, terraform }, folder);
}

/** The plan that was judged, and no other: where the world has changed since, Terraform refuses it. */
async function applied(
  world: World,
  { tree, commit, environment, project, terraform }: There,
  folder: string,
): Promise<number> {
  const { code } = await run(terraform, ["apply", "-input=false", tree.plan], { folder, hearing: true });
  const unsaved = join(folder, "errored.tfstate");
  if (existsSync(unsaved)) keep(world, unsaved, environment);
  if (code !== 0) {
    throw new Refused(
      2,
      `it was not applied, or not to its end: lineup diagnose --project ${project} --config cdktf.out/stacks/${environment} says what is there`,
    );
  }
  world.print(`${environment} is as it was written in ${commit.short}.`);
  world.print(
    `What is merged says otherwise: the next deploy goes forward again. Revert it: git revert --no-commit ${commit.short}..HEAD`,
  );
  return 0;
}

/** The only copy of what was made: it outlives the folder. */
function keep(world: World, file: string, environment: string): void {
  const place = resolve(world.root, "cdktf.out/stacks", environment);
  mkdirSync(place, { recursive: true });
  copyFileSync(file, join(place, "errored.tfstate"));
  world.say(`the state could not be saved, and is in ${place}/errored.tfstate: docs/runbooks says how it is pushed`);
}
