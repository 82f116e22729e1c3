import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { written } from "../environments";
import { type Environment, readEnvironments } from "../environments/environment";
import { EnvironmentStack } from "../stacks/environment-stack";
import { synthesizeInto } from "../synthesis/synthesize";
import { type Path, type Walk, walk } from "../walker/paths";
import { Stack, textAt } from "../walker/stack";
import { explainFailure } from "./explain";

/** Synthesizes every environment and follows every wire in what would ship. Exit 1 when one leads nowhere. */
explainFailure(() => {
  for (const environment of readEnvironments(written)) {
    const { paths, problems } = synthesizeAndWalk(environment);
    console.log(environment.name);
    for (const path of paths) console.log(`  ${path.problems.length === 0 ? "ok " : "CUT"} ${drawn(path)}`);
    for (const { address, attribute, message } of problems) console.log(`      ${address} ${attribute} ${message}`);
    if (problems.length > 0 || paths.length === 0) process.exitCode = 1;
  }
});

function synthesizeAndWalk(environment: Environment): Walk {
  const folder = mkdtempSync(join(tmpdir(), "verify-"));
  try {
    synthesizeInto(folder, (app) => new EnvironmentStack(app, environment.name, environment));
    return walk(new Stack(JSON.parse(readFileSync(join(folder, "stacks", environment.name, "cdk.tf.json"), "utf8"))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function drawn({ service, connector, network, cache, port }: Path): string {
  const name = (resource: Path["connector"]) => (resource ? textAt(resource, "name") : "(none)");
  return `${name(service)} -> ${name(connector)} -> ${name(network)} -> ${name(cache)} tcp:${port}`;
}
