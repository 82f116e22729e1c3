import type { Part } from "../part";
import { access } from "./access";
import { changes } from "./changes";
import { deploy } from "./deploy";
import { domains } from "./domains";
import { logs } from "./logs";
import { paths } from "./paths";
import { probe } from "./probe";
import { revisions } from "./revisions";
import { state } from "./state";
import { trace } from "./trace";
import { localhost, variables } from "./variables";

/** Everything that is looked at, all at once. */
export const PARTS: readonly Part[] = [
  paths,
  changes,
  variables,
  localhost,
  access,
  revisions,
  state,
  logs,
  domains,
  deploy,
  probe,
  trace,
];
