import type { DriftCode } from "../drift/model";
import type { Description } from "./codes";

/** What each code of a difference means, for those who meet it for the first time. */
export const DRIFT_RULES: Record<DriftCode | "UNMANAGED" | "UNKNOWN" | "EXCEPTION", Description> = {
  DELETED: {
    title: "A resource is gone",
    help: "It was deleted past Terraform. The next apply creates it again; a Redis comes back empty and at another address.",
  },
  PATH_BROKEN: {
    title: "A service does not reach its Redis any more",
    help: "With the world as it is now the path is cut. Apply the configuration, or undo what was done by hand.",
  },
  AUTH_BROKEN: {
    title: "Redis and its services do not agree on the password",
    help: "Connections that stand go on; new ones are refused. Apply the configuration and let the services roll.",
  },
  TLS_BROKEN: {
    title: "Redis and its services do not agree on TLS",
    help: "Services speak what they were deployed to speak. Apply the configuration, or deploy them again.",
  },
  EGRESS_WIDENED: {
    title: "A service sends more into the network than was written",
    help: "Write egress out in the configuration, and apply it.",
  },
  INGRESS_WIDENED: {
    title: "More may call a service than was written",
    help: "Write ingress out in the configuration, and apply it.",
  },
  ALLOW_WIDENED: {
    title: "A firewall rule allows more than was written",
    help: "Apply the configuration, or write the larger rule and have it reviewed.",
  },
  DENY_NARROWED: {
    title: "A firewall rule denies less than was written",
    help: "Apply the configuration, or write the smaller rule and have it reviewed.",
  },
  AUTH_OFF: { title: "Redis asks for no password any more", help: "Switch AUTH on again: apply the configuration." },
  TLS_OFF: { title: "Redis speaks plain text", help: "TLS cannot be switched in place: the instance is replaced." },
  CHANGED: {
    title: "Something was changed past Terraform",
    help: "No path hangs on it. Apply the configuration, or write what was done.",
  },
  NOISE: { title: "A difference that means nothing", help: "Null against empty, another order, bookkeeping." },
  UNMANAGED: {
    title: "Something that nobody manages",
    help: "Take it into the configuration, or remove it: no plan sees it.",
  },
  UNKNOWN: {
    title: "Something cannot be told",
    help: "What cannot be told is not clean. The message says what would tell it.",
  },
  EXCEPTION: {
    title: "An exception that does nothing",
    help: "Remove entries that have expired or have nothing to silence.",
  },
};
