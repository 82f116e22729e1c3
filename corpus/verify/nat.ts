import { REGION, type Root, ref, VPC } from "./base";
import { add } from "./edit";

/** A router and a NAT for every subnet of the network, changed. */
export function withNat(root: Root, attributes: Root): void {
  add(root, "google_compute_router.router", { name: "router", network: ref(`${VPC}.id`), region: REGION });
  add(root, "google_compute_router_nat.nat", {
    name: "nat",
    router: ref("google_compute_router.router.name"),
    region: REGION,
    nat_ip_allocate_option: "AUTO_ONLY",
    source_subnetwork_ip_ranges_to_nat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
    ...attributes,
  });
}
