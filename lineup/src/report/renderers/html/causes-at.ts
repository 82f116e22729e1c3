import type { Cause } from "../../../reachability/path";
import type { LinkState, Node, Picture } from "../../picture";

interface CauseHere {
  state: LinkState;
  cause: Cause;
}

/** What is wrong at a station, each once. */
export function causesAt(node: Node, { links, nodes }: Picture): CauseHere[] {
  const here = links.flatMap(({ from, to, state, causes }) => {
    const ends = { from: nodes.get(from), to: nodes.get(to) };
    return causes.filter((cause) => endOf(cause, ends) === node).map((cause) => ({ state, cause }));
  });
  return [...new Map(here.map((one) => [`${one.cause.code} ${one.cause.message}`, one])).values()];
}

/** At the end that it is about; else at the one that the packet does not get to, unless there is no way to it at all. */
function endOf({ address }: Cause, { from, to }: { from: Node | undefined; to: Node | undefined }): Node | undefined {
  if (address === to?.address) return to;
  const isWayMissing = from?.shape === "service" && to?.shape === "target";
  return address === from?.address || isWayMissing ? from : to;
}

export function stateOf(node: Node, picture: Picture): "cut" | "unknown" | "fine" {
  const states = causesAt(node, picture).map(({ state }) => state);
  return states.includes("cut") ? "cut" : states.includes("unknown") ? "unknown" : "fine";
}
