import type { Repair } from "../contract";
import type { Scene } from "../part";

/** What makes what is written true again: through the pipeline of the environment where it is one, else by Terraform. */
export function deploying({ written }: Pick<Scene, "written">, text: string): Repair {
  return { text, commands: written === undefined ? [] : deployCommands(written) };
}

export function deployCommands({ expected, folder }: NonNullable<Scene["written"]>): string[] {
  const environment = expected?.environment;
  if (environment !== undefined && ENVIRONMENT.test(environment)) return [`npm run deploy -- ${environment}`];
  return [
    `terraform -chdir=${quoted(folder)} plan -out=repair.tfplan`,
    `terraform -chdir=${quoted(folder)} apply repair.tfplan`,
  ];
}

const ENVIRONMENT = /^[a-z][a-z0-9-]{0,40}$/;

/** One word of a shell. */
export function quoted(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
