import type { StackJson } from "../../support/synth";

/** The block of the condition whose filter holds this text. */
export function conditionOn(stack: StackJson, text: string): StackJson {
  for (const policy of policies(stack)) {
    for (const condition of policy.conditions) {
      const block = condition.condition_threshold ?? condition.condition_absent;
      if (block.filter.includes(text)) return block;
    }
  }
  throw new Error(`no condition is on ${text}`);
}

export function policyOn(stack: StackJson, text: string): StackJson {
  const found = policies(stack).find(({ conditions }) => JSON.stringify(conditions).includes(text));
  if (!found) throw new Error(`no policy is on ${text}`);
  return found;
}

export function policies(stack: StackJson): StackJson[] {
  return Object.values(stack.resource.google_monitoring_alert_policy);
}

export function first(stack: StackJson, type: string): StackJson {
  const [one] = Object.values<StackJson>(stack.resource[type]);
  if (!one) throw new Error(`there is no ${type}`);
  return one;
}

/** Replaces a text in the filter of the condition on `on`; that it was there is asked for. */
export function inFilter(on: string, from: string | RegExp, to: string, key = "filter"): (stack: StackJson) => void {
  return (stack) => {
    const block = conditionOn(stack, on);
    const changed = block[key].replace(from, () => to);
    if (changed === block[key]) throw new Error(`${from} is not in ${block[key]}`);
    block[key] = changed;
  };
}

/** Sets something of the first aggregation of the condition on `on`. */
export function inAggregation(on: string, values: StackJson, key = "aggregations"): (stack: StackJson) => void {
  return (stack) => Object.assign(conditionOn(stack, on)[key][0], values);
}

export function inCondition(on: string, values: StackJson): (stack: StackJson) => void {
  return (stack) => Object.assign(conditionOn(stack, on), values);
}
