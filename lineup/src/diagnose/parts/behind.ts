import type { Hop, Path, PathCause } from "../../reachability/path";
import { judge } from "../../verify";
import type { Live } from "../part";

/** A cause on a path that a service would have if it held the right address. */
interface Behind {
  path: Path;
  cause: PathCause;
}

/** What a service is configured with is what is wrong; these are what lies behind it. */
const ON_THE_WAY: readonly Hop[] = ["entry", "firewall", "peering", "target"];
/** Each asks the whole network once more. */
const MOST = 20;

/**
 * A service that holds nobody's address has no way to be judged. Where there is one target alone, its way there is looked
 * at all the same: what cuts it would show only when the address is repaired, and the service would still be down.
 */
export function behindWrongAddresses({ model, judged }: Live): Behind[] {
  const [target, ...others] = judged.topology.targets;
  if (!target || others.length > 0) return [];
  const callers = new Set(
    judged.paths.filter(({ to, verdict }) => to === null && verdict === "blocked").map(({ from }) => from),
  );
  return [...callers]
    .slice(0, MOST)
    .flatMap((from) =>
      judge(model, { from, to: target.address }).paths.flatMap((path) =>
        path.verdict === "blocked"
          ? path.causes.filter(({ hop }) => ON_THE_WAY.includes(hop)).map((cause) => ({ path, cause }))
          : [],
      ),
    );
}
