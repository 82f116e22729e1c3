import type { Model } from "../inputs/model";
import { known } from "../values";
import type { Service } from "./model";
import { pinnedSharesOf } from "./service-parts";

/**
 * A pin is written with a reason and a last day, by a command that judges the revision first. What is written says no
 * more of it than its name: its template stands for it, and that is an assumption. Without a pin, or with another
 * revision than the one it names, what serves is unknown; where the revision itself was read, it is judged.
 */
export function withPin(service: Service, pins: Model["pins"]): Service {
  const pin = pins?.get(known(service.name) ?? "");
  if (!pin || service.servesOther === undefined || service.serving) return service;
  const [share, ...others] = pinnedSharesOf(service.resource) ?? [];
  if (share?.revision !== pin.revision || share.percent !== 100 || others.length > 0) return service;
  return { ...service, servesOther: undefined, pinned: pin };
}
