import { createHash } from "node:crypto";
import { type ApiObject, textAt, thingsAt } from "../google/answer";
import { isBlock } from "../inputs/blocks";

/** What a revision says of itself that is no configuration: when it was made, by whom, and how it is now. */
const OF_ITSELF = new Set([
  ...[
    "name",
    "uid",
    "generation",
    "observedGeneration",
    "etag",
    "createTime",
    "updateTime",
    "deleteTime",
    "expireTime",
  ],
  ...["creator", "client", "clientVersion", "labels", "annotations", "launchStage", "service", "reconciling", "logUri"],
  ...["conditions", "containerStatuses", "scalingStatus", "satisfiesPzs"],
]);

/** A number for all that it is configured with, its images left out. Whoever has the number has none of the values. */
export function configurationOf(revision: ApiObject): string {
  const said = Object.entries(revision).filter(([key]) => !OF_ITSELF.has(key));
  const containers = thingsAt(revision, "containers").map(({ image: _, ...container }) => container);
  return createHash("sha256")
    .update(JSON.stringify(inOrder({ ...Object.fromEntries(said), containers })))
    .digest("hex");
}

/** Variables are a set, and the keys of an object have no order. */
function inOrder(value: unknown, under = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => inOrder(item));
    return under === "env" ? items.map((item) => JSON.stringify(item)).sort() : items;
  }
  if (!isBlock(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key], key)]));
}

const DIGEST = /sha256:[0-9a-f]{64}$/;

export function digestOf(revision: ApiObject): string | undefined {
  const said = [
    textAt(thingsAt(revision, "containerStatuses")[0], "imageDigest"),
    textAt(thingsAt(revision, "containers")[0], "image"),
  ];
  return said.map((text) => DIGEST.exec(text ?? "")?.[0]).find((digest) => digest !== undefined);
}
