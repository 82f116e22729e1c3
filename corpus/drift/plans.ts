import { CACHE, CONNECTOR } from "../verify/base";
import { set } from "../verify/edit";
import { breaks, CLEAN, type DriftCase, REFUSED } from "./label";
import { changed, REDIS } from "./out-of-band";
import { open } from "./roots";

const moved = [changed(REDIS, { host: "10.107.0.3" })];

export const planCases: DriftCase[] = [
  {
    id: "pending",
    title: "the configuration has changes that are not deployed, and nothing drifted",
    before: open,
    change: (root) => set(root, CACHE, { memory_size_gb: 4 }),
    label: { ...CLEAN, pending: ["cache"] },
  },
  {
    id: "pending-replacement",
    title: "the configuration replaces Redis, and nothing drifted",
    before: open,
    change: (root) => set(root, CACHE, { tier: "STANDARD_HA" }),
    label: { ...CLEAN, pending: ["cache", "api"] },
  },
  {
    id: "pending-and-drift",
    title: "the configuration has changes that are not deployed, and the address of Redis changed",
    before: open,
    change: (root) => set(root, CONNECTOR, { max_instances: 8 }),
    outOfBand: moved,
    label: { ...breaks("cache.host"), pending: ["conn"] },
  },
  {
    id: "pending-is-what-happened",
    title: "the configuration was changed to match a change made outside Terraform",
    before: open,
    change: (root) => set(root, CACHE, { memory_size_gb: 4 }),
    outOfBand: [changed(REDIS, { memorySizeGb: 4 })],
    label: { verdict: "benign", drifted: ["benign cache.memory_size_gb"] },
  },
  {
    id: "not-refreshed",
    title: "the address of Redis changed, and the plan was made without a refresh",
    before: open,
    outOfBand: moved,
    args: ["-refresh=false"],
    label: { verdict: "unknown", drifted: [] },
  },
  { id: "targeted", title: "a plan of Redis alone", before: open, args: [`-target=${CACHE}`], label: REFUSED },
  { id: "destroy", title: "a plan that destroys everything", before: open, args: ["-destroy"], label: REFUSED },
  {
    id: "refresh-only",
    title: "a refresh-only plan",
    before: open,
    outOfBand: moved,
    args: ["-refresh-only"],
    label: REFUSED,
  },
  {
    id: "errored",
    title: "a plan that ended with an error",
    before: open,
    change: (root) => set(root, CACHE, { tier: "STANDARD_HA", lifecycle: { prevent_destroy: true } }),
    label: REFUSED,
  },
];
