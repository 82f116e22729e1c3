import type { Change } from "../../changes/change";
import { isService } from "../../topology/services";

/** A Cloud Run service or job of either API. */
export function isServiceChange({ type, mode, address }: Change): boolean {
  const nothing = { values: {}, certain: true, dependsOn: [], reads: [], project: undefined, region: undefined };
  return isService({ address, type, mode, ...nothing });
}

/** Where a service says from where it is reached; the first generation says it in an annotation. */
export function ingressAttribute({ type }: Change): string {
  return type === "google_cloud_run_service" ? "metadata.annotations.run.googleapis.com/ingress" : "ingress";
}
