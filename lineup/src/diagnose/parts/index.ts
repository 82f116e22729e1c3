import type { Part } from "../part";
import { deploy } from "./deploy";
import { logs } from "./logs";
import { paths } from "./paths";
import { probe } from "./probe";
import { state } from "./state";
import { trace } from "./trace";
import { localhost, variables } from "./variables";

/** Everything that is looked at, all at once. */
export const PARTS: readonly Part[] = [
  paths,
  variables,
  localhost,
  logs,
  deploy,
  state,
  probe,
  trace,
];
