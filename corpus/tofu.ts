import { changeInput, type RecordingGroup, type RecordingInput } from "./recorder/recording";
import { reviewCases } from "./review";
import type { ReviewCase } from "./review/label";

/** The cases that OpenTofu plans as well: they are judged as those of Terraform are. */
export const TOFU = {
  verify: ["ok", "deny-lower-number", "hcl-modules-only"],
  review: ["nothing", "service-labelled", "redis-tier-up", "targeted-rule", "targeted-redis"],
  drift: ["none", "redis-moved", "connector-deleted", "label-added", "targeted", "pending"],
  state: ["hcl-modules-only"],
} as const;

/** OpenTofu alone can leave a resource out by name; what is left out stays as it is. */
export const excludedRedis: ReviewCase = {
  ...caseNamed("redis-tier-up"),
  id: "excluded-redis",
  title: "a plan with -exclude of Redis, which would be replaced",
  args: ["-exclude=google_redis_instance.cache"],
  label: { verdict: "safe", codes: [] },
};

type Recorded = Record<keyof typeof TOFU, RecordingInput[]>;

export function byTofu(inputs: Recorded): Record<`tofu-${keyof typeof TOFU}`, RecordingInput[]> {
  const chosen = (group: keyof typeof TOFU) =>
    inputs[group]
      .filter(({ id }) => (TOFU[group] as readonly string[]).includes(id))
      .map((input) => ({ ...input, group: `tofu-${group}` satisfies RecordingGroup }));
  return {
    "tofu-verify": chosen("verify"),
    "tofu-review": [...chosen("review"), { ...changeInput("review", excludedRedis), group: "tofu-review" }],
    "tofu-drift": chosen("drift"),
    "tofu-state": chosen("state"),
  };
}

function caseNamed(id: string): ReviewCase {
  const found = reviewCases.find((one) => one.id === id);
  if (!found) throw new Error(`there is no case ${id}`);
  return found;
}
