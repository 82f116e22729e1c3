const MOST_NAMED = 3;

/** "api, worker and 2 more" */
export function serviceNames(addresses: readonly string[]): string {
  if (addresses.length === 0) return "no service here";
  const names = addresses.map((address) => address.slice(address.lastIndexOf(".") + 1));
  if (names.length === 1) return names[0] as string;
  if (names.length <= MOST_NAMED) return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${names.slice(0, MOST_NAMED).join(", ")} and ${names.length - MOST_NAMED} more`;
}
