import type { CloudObject, Store } from "../store";
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

/** The peering that Memorystore makes for the instances with DIRECT_PEERING on a network; Google numbers it. */
export function redisPeering(network: string, store: Store): string {
  return `redis-peer-${String(store.get(`compute/${network}`)?.id)}`;
}
