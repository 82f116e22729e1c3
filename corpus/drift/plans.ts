import { CACHE, CONNECTOR } from "../verify/base";
import { set } from "../verify/edit";
import { breaks, CLEAN, type DriftCase, REFUSED } from "./label";
import { changed, REDIS } from "./out-of-band";
import { open } from "./roots";

const moved = [changed(REDIS, { host: "10.107.0.3" })];

export const planCases: DriftCase[] = [
  {
    id: "pending",
    title: "configuration that is not deployed, and nothing happened",
    before: open,
    change: (root) => set(root, CACHE, { memory_size_gb: 4 }),
    label: { ...CLEAN, pending: ["cache"] },
  },
  {
    id: "pending-replacement",
    title: "configuration that replaces Redis, and nothing happened",
    before: open,
    change: (root) => set(root, CACHE, { tier: "STANDARD_HA" }),
    label: { ...CLEAN, pending: ["cache", "api"] },
  },
  {
    id: "pending-and-drift",
    title: "configuration that is not deployed, and Redis has moved",
    before: open,
    change: (root) => set(root, CONNECTOR, { max_instances: 8 }),
    outOfBand: moved,
    label: { ...breaks("cache.host"), pending: ["conn"] },
  },
  {
    id: "pending-is-what-happened",
    title: "the configuration was brought in line with what somebody did by hand",
    before: open,
    change: (root) => set(root, CACHE, { memory_size_gb: 4 }),
    outOfBand: [changed(REDIS, { memorySizeGb: 4 })],
    label: { verdict: "benign", drifted: ["benign cache.memory_size_gb"] },
  },
  {
    id: "not-refreshed",
    title: "Redis has moved, and the plan did not look",
    before: open,
    outOfBand: moved,
    args: ["-refresh=false"],
    label: { verdict: "unknown", drifted: [] },
  },
  { id: "targeted", title: "a plan of Redis alone", before: open, args: [`-target=${CACHE}`], label: REFUSED },
  { id: "destroy", title: "a plan that destroys everything", before: open, args: ["-destroy"], label: REFUSED },
  {
    id: "refresh-only",
    title: "a plan that only looks",
    before: open,
    outOfBand: moved,
    args: ["-refresh-only"],
    label: REFUSED,
  },
  {
    id: "errored",
    title: "a plan that ended in an error",
    before: open,
    change: (root) => set(root, CACHE, { tier: "STANDARD_HA", lifecycle: { prevent_destroy: true } }),
    label: REFUSED,
  },
];
