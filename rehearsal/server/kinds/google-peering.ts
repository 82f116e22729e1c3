import type { CloudObject } from "../store";
import { selfLink } from "./compute";

/** A peering that Google makes with a network of its own, as the network shows it. */
export function peering(name: string, network: string): CloudObject {
  return {
    name,
    network: selfLink(`projects/tenant-of-google/global/networks/${network}`),
    state: "ACTIVE",
    exchangeSubnetRoutes: true,
    importCustomRoutes: false,
    exportCustomRoutes: false,
    importSubnetRoutesWithPublicIp: true,
    exportSubnetRoutesWithPublicIp: false,
    autoCreateRoutes: true,
    stackType: "IPV4_ONLY",
  };
}
