import type { Comparison } from "../../compare/comparison";
import { plain } from "../../text/plain";
import { enumerated } from "../../text/words";

const MOST_NAMED = 3;

/** "orders-api, orders-worker and 2 more": by their names in the cloud, else by what Terraform calls them. */
export function serviceNames(addresses: readonly string[], { before, after }: Comparison): string {
  if (addresses.length === 0) return "no service here";
  const names = addresses.map((address) => {
    const { name } = after.services.get(address) ?? before.services.get(address) ?? {};
    return typeof name === "string" && name !== "" ? plain(name) : address.slice(address.lastIndexOf(".") + 1);
  });
  if (names.length <= MOST_NAMED) return enumerated(names);
  return enumerated([...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more`]);
}
