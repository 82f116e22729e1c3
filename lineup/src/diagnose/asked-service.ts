import { UnusableInput } from "../inputs/model";
import { plain } from "../text/plain";
import { enumerated } from "../text/words";
import type { Topology } from "../topology/model";
import { known } from "../values";
import type { Scene } from "./part";
import { nameAt } from "./rank/same";

const SERVICE = "google_cloud_run_v2_service";
const SHOWN = 10;

/** A name that is misspelt would be found healthy. One that is written and not there is a finding of its own. */
export function refuseUnknownService({ asked, project, written }: Scene, topology: Topology): void {
  const { service } = asked;
  if (service === undefined) return;
  const there = topology.services.map(({ name, address }) => known(name) ?? nameAt(address));
  const isWritten = written?.model.resources.some(({ type, values }) => type === SERVICE && values.name === service);
  const mayBeUnread = topology.blindSpots.some((spot) => typeof spot === "string" || spot.types.includes(SERVICE));
  if (there.includes(service) || isWritten || mayBeUnread) return;
  const names = there.slice(0, SHOWN).map((name) => plain(name));
  const more = there.length > SHOWN ? ` and ${there.length - SHOWN} more` : "";
  const has = names.length === 0 ? "it has none" : `it has ${enumerated(names)}${more}`;
  throw new UnusableInput(`there is no service ${plain(service, 80)} in the project ${project}: ${has}`);
}
