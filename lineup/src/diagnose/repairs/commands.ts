import { word } from "../../text/shell";
import { type Names, name, services, UNKNOWN } from "./names";

// The commands of this repository and of Terraform. Those of Google's are in google.ts.

export function diagnose(names: Names, ...options: string[]): string {
  const config = names.config === undefined ? [] : ["--config", word(names.config)];
  return ["npx lineup diagnose --project", name(names, "project"), ...config, ...options].join(" ");
}

/** Of the one service that is hit, or of all. */
export function probe(names: Names): string {
  const [only, ...others] = names.services ?? [];
  const of = only === undefined || others.length > 0 ? "" : ` --service ${word(only)}`;
  return `npx lineup probe --project ${name(names, "project")}${of}`;
}

export const verify = (names: Names) =>
  names.environment === undefined ? `npx lineup verify ${name(names, "config")}` : "npm run verify";

/** `npm run VERB -- ENVIRONMENT`, or what it does where the Terraform is somebody else's. */
function own(names: Names, script: string, terraform: string): string {
  const { environment } = names;
  return environment === undefined ? inFolder(names, terraform) : `npm run ${script} -- ${word(environment)}`;
}

export const plan = (names: Names) => own(names, "plan", "plan");
export const deploy = (names: Names) => own(names, "deploy", "apply");
export const drift = (names: Names) => own(names, "drift", "plan");

/** Terraform in the folder of the stack. */
export const inFolder = (names: Names, args: string) => `terraform -chdir=${name(names, "config")} ${args}`;

export const forceUnlock = (names: Names) => inFolder(names, `force-unlock ${name(names, "lock")}`);
export const pushErrored = (names: Names) => inFolder(names, "state push errored.tfstate");
export const untaint = (names: Names) => inFolder(names, `untaint ${name(names, "address")}`);

/** Lists the revisions of each service with what each would do today; changes nothing without --to. */
export function revisions(names: Names): string[] {
  const { environment } = names;
  return services(names).map((service) =>
    environment === undefined
      ? `gcloud run revisions list --service ${service} --region ${name(names, "region")} --project ${name(names, "project")}`
      : `npm run rollback -- ${word(environment)} --service ${service}`,
  );
}

/** Moves the requests of each service to a revision; the command asks before it does. */
export const rollback = (names: Names) =>
  moved(names, `--to ${word(names.revision ?? UNKNOWN.revision)}`, {
    google: `--to-revisions ${word(`${names.revision ?? UNKNOWN.revision}=100`)}`,
  });

/** Ends the pin of each service: its newest revision takes the requests. */
export const release = (names: Names) => moved(names, "--release", { google: "--to-latest" });

function moved(names: Names, own: string, { google }: { google: string }): string[] {
  const { environment } = names;
  return services(names).map((service) =>
    environment === undefined
      ? `gcloud run services update-traffic ${service} ${google} --region ${name(names, "region")} --project ${name(names, "project")}`
      : `npm run rollback -- ${word(environment)} --service ${service} ${own}`,
  );
}
