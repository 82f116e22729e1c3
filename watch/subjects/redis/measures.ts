import type { Measure } from "../../alert";
import type { Things } from "../../things";
import { MINUTE } from "../subject";

const METRIC = "redis.googleapis.com";

export const of = (
  { redis }: Things,
  title: string,
  metric: string,
): Pick<Measure, "title" | "metric" | "resource" | "labels"> => ({
  title,
  metric: `${METRIC}/${metric}`,
  resource: "redis_instance",
  labels: { "resource.labels.instance_id": redis.id },
});
/** A value at a time, of each node: the mean of each minute. */
export const level = (things: Things, title: string, metric: string): Measure => ({
  ...of(things, title, metric),
  everySeconds: MINUTE,
  align: "ALIGN_MEAN",
});
