import { configuration, plan } from "../attack-stage";

// biome-ignore lint/suspicious/noExplicitAny: JSON that an attacker may have written in any shape
export type Json = any;
/** What an attacker does, and what the refusal says. */
export type Attack = [attack: string, act: () => unknown, reason: string | RegExp];

export const branch = (change: (stack: Json) => void) => () => configuration(change).check();
export const beside = (files: (folder: string) => void) => () => configuration(() => {}, files).check();
export const planned = (change: (json: Json) => void) => () => plan(change).write();
/** An output of what this expression is. */
export const says = (value: unknown) =>
  branch((stack) => {
    stack.output.stolen = { value };
  });
export const resource = (type: string, body: object) =>
  branch((stack) => {
    stack.resource[type] = { own: body };
  });
export const cache = (change: (body: Json) => void) =>
  branch((stack) => change(stack.resource.google_redis_instance.cache));
export const google = (settings: object) => branch((stack) => Object.assign(stack.provider.google[0], settings));
