import { projectIn } from "../../geography";
import type { Iam } from "../../iam";
import type { Principal } from "../../iam/principal";
import type { Store } from "../../store";

/** Whether somebody may call a service: `projects/p/locations/r/services/s`. Its ingress is another question. */
export function mayCall(service: string, who: Principal, { store, iam }: { store: Store; iam: Iam }): boolean {
  const name = `run/${service}`;
  if (store.get(name)?.invokerIamDisabled === true) return true;
  return iam.allows(who, "run.routes.invoke", { name, project: projectIn(service) });
}
