import type { Alert } from "../alert";
import type { Counted, Things } from "../things";
import { certificate } from "./certificate";
import { connector } from "./connector";
import { firewall } from "./firewall";
import { logs } from "./logs";
import { nightly } from "./nightly";
import { objectives } from "./objectives";
import { probes } from "./probes";
import { redis } from "./redis";
import { services } from "./services";
import type { Subject } from "./subject";
import { uptime } from "./uptime";

/** All that is watched, in the order of the dashboard and of the tables. */
export const SUBJECTS: readonly Subject[] = [
  services,
  uptime,
  connector,
  redis,
  firewall,
  logs,
  probes,
  certificate,
  nightly,
  objectives,
];

export const ALERTS: readonly Alert<Things>[] = SUBJECTS.flatMap(({ alerts }) => alerts);
export const COUNTED: readonly Counted[] = SUBJECTS.flatMap(({ counted = [] }) => counted);
