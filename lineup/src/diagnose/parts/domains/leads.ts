import { enumerated } from "../../../text/words";
import type { Certainty } from "../../contract";
import { bare, type Here } from "./here";

/** Where a name leads, as seen from here. */
export interface Seen {
  addresses: readonly string[];
  canonical: readonly string[];
}

export type Leads = "here" | { certainty: Certainty; message: string } | { open: string };

/** Google's front ends, which lead a name to the service that it is mapped to, whoever's that is. */
const FRONT_ENDS = /^ghs\.googlehosted\.com$/;

/** Whether a name leads to its service. What stands between the two, a proxy or a CDN, is not seen from outside. */
export function leads(domain: string, service: string, seen: Seen, { mappings, balancers }: Here): Leads {
  const shown = enumerated(seen.addresses.slice(0, 3));
  const own = mappings?.find((one) => one.domain === bare(domain));
  const isOfBalancer = seen.addresses.some((address) => balancers?.has(address));
  if (own && own.service !== service && !isOfBalancer) {
    const other = own.service ?? "nothing";
    return { certainty: "certain", message: `Cloud Run leads it to ${other}, and ${service} is to be called by it` };
  }
  const isMapped = (one: typeof own) =>
    one !== undefined &&
    (seen.addresses.some((address) => one.addresses.includes(address)) ||
      seen.canonical.some((name) => one.canonical.includes(bare(name))));
  if (isOfBalancer || isMapped(own)) {
    return own?.notReady === undefined || isOfBalancer
      ? "here"
      : {
          certainty: "likely",
          message: `it leads to Cloud Run, which says that its mapping does not work: ${own.notReady}`,
        };
  }
  if (own) {
    const wanted = enumerated([...own.canonical, ...own.addresses].slice(0, 4));
    return { certainty: "likely", message: `it leads to ${shown}, and its mapping to ${service} needs ${wanted}` };
  }
  if (mappings === undefined || balancers === undefined) {
    return { open: `whether ${domain}, which leads to ${shown}, leads here is not known` };
  }
  if (seen.canonical.some((name) => FRONT_ENDS.test(bare(name)))) {
    return {
      certainty: "likely",
      message: "it leads to Google's front ends, and no service of this project is mapped to it",
    };
  }
  const why =
    balancers.size > 0 ? "no load balancer of this project has that address" : "nothing in this project has it";
  return {
    certainty: "possible",
    message: `it leads to ${shown}, and ${why}: a proxy or a CDN before the service would look the same`,
  };
}
