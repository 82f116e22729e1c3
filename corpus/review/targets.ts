import { base, type Root } from "../verify/base";
import { env, remove, set } from "../verify/edit";
import { CLUSTER, VALKEY, withCluster, withValkey } from "../verify/targets";
import { danger, type ReviewCase } from "./label";

const cluster = rootOf(withCluster);
const valkey = rootOf(withValkey);

export const targetCases: ReviewCase[] = [
  {
    id: "cluster-renamed",
    title: "a Redis Cluster is renamed, which replaces it",
    before: cluster,
    change: (root) => set(root, CLUSTER, { name: "orders-cluster-2" }),
    label: danger("TARGET_REPLACED"),
  },
  {
    id: "cluster-deleted",
    title: "a Redis Cluster is destroyed, and the service loses its address",
    before: cluster,
    change: (root) => {
      remove(root, CLUSTER);
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_PORT", undefined);
    },
    label: {
      ...danger("TARGET_DELETED", "REDIS_ADDRESS_DROPPED", "VARIABLE_DROPPED"),
      paths: { "api>cluster": ["reachable", "absent"] },
    },
  },
  {
    id: "valkey-cluster-mode-off",
    title: "cluster mode is turned off, which replaces the instance",
    before: valkey,
    change: (root) => set(root, VALKEY, { mode: "CLUSTER_DISABLED" }),
    label: danger("TARGET_REPLACED"),
  },
];

function rootOf(make: (root: Root) => void): Root {
  const root = structuredClone(base);
  make(root);
  return root;
}
