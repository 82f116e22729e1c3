import { CACHE, CONNECTOR } from "../verify/base";
import { set } from "../verify/edit";
import { becomes, REDIS } from "./deeds";
import { breaks, CLEAN, type DriftCase, REFUSED } from "./wanted";
import { open } from "./worlds";

const moved = [becomes(REDIS, { host: "10.107.0.3" })];

export const planCases: DriftCase[] = [
  {
    id: "pending",
    title: "configuration that is not deployed, and nothing happened",
    before: open,
    change: (root) => set(root, CACHE, { memory_size_gb: 4 }),
    want: { ...CLEAN, pending: ["cache"] },
  },
  {
    id: "pending-replacement",
    title: "configuration that replaces Redis, and nothing happened",
    before: open,
    change: (root) => set(root, CACHE, { tier: "STANDARD_HA" }),
    want: { ...CLEAN, pending: ["cache", "api"] },
  },
  {
    id: "pending-and-drift",
    title: "configuration that is not deployed, and Redis has moved",
    before: open,
    change: (root) => set(root, CONNECTOR, { max_instances: 8 }),
    byHand: moved,
    want: { ...breaks("cache.host"), pending: ["conn"] },
  },
  {
    id: "pending-is-what-happened",
    title: "the configuration was brought in line with what somebody did by hand",
    before: open,
    change: (root) => set(root, CACHE, { memory_size_gb: 4 }),
    byHand: [becomes(REDIS, { memorySizeGb: 4 })],
    want: { verdict: "benign", drifted: ["benign cache.memory_size_gb"] },
  },
  {
    id: "not-refreshed",
    title: "Redis has moved, and the plan did not look",
    before: open,
    byHand: moved,
    args: ["-refresh=false"],
    want: { verdict: "unknown", drifted: [] },
  },
  { id: "targeted", title: "a plan of Redis alone", before: open, args: [`-target=${CACHE}`], want: REFUSED },
  { id: "destroy", title: "a plan that destroys everything", before: open, args: ["-destroy"], want: REFUSED },
  {
    id: "refresh-only",
    title: "a plan that only looks",
    before: open,
    byHand: moved,
    args: ["-refresh-only"],
    want: REFUSED,
  },
  {
    id: "errored",
    title: "a plan that ended in an error",
    before: open,
    change: (root) => set(root, CACHE, { tier: "STANDARD_HA", lifecycle: { prevent_destroy: true } }),
    want: REFUSED,
  },
];
