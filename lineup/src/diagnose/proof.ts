import { word } from "./command-line";

interface Repaired {
  code: string;
  services: readonly string[];
  project: string;
}

/** What no probe shows: it is looked at once more. */
const WITHOUT_PROBE = /^(DOMAIN_|CERTIFICATE_|STATE_|APPLY_|TRAFFIC_PIN_|VARIABLE_EXTRA$)/;

/** What shows that a cause is repaired. */
export function proofOf({ code, services, project }: Repaired): string {
  const [only] = services;
  const of = services.length === 1 && only !== undefined ? ` --service ${word(only)}` : "";
  if (services.length === 0 || WITHOUT_PROBE.test(code)) {
    return `lineup diagnose --project ${word(project)} does not list it any more`;
  }
  return `lineup probe --project ${word(project)}${of} ends with exit code 0`;
}
