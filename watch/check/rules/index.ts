import type { Rule } from "../subject";
import { aggregationsFit } from "./aggregations-fit";
import { allHere } from "./all-here";
import { burnRates } from "./burn-rates";
import { countsReached } from "./counts-reached";
import { entriesFound } from "./entries-found";
import { filterReads } from "./filter-reads";
import { groupsExist } from "./groups-exist";
import { labelsExist } from "./labels-exist";
import { limitsSane } from "./limits-sane";
import { logMetrics } from "./log-metrics";
import { metricExists } from "./metric-exists";
import { objectivesHold } from "./objectives-hold";
import { partsOfWholes } from "./parts-of-wholes";
import { periods } from "./periods";
import { policiesTell } from "./policies-tell";
import { ratiosCompare } from "./ratios-compare";
import { resourceCarries } from "./resource-carries";
import { selectsSomething } from "./selects-something";
import { uptimeChecks } from "./uptime-checks";
import { valuesNamed } from "./values-named";
import { valuesPublished } from "./values-published";

/** What is asked of everything that watches, in the order in which it is told. */
export const RULES: readonly Rule[] = [
  filterReads,
  metricExists,
  resourceCarries,
  labelsExist,
  valuesNamed,
  valuesPublished,
  selectsSomething,
  aggregationsFit,
  groupsExist,
  periods,
  ratiosCompare,
  partsOfWholes,
  limitsSane,
  countsReached,
  burnRates,
  objectivesHold,
  logMetrics,
  entriesFound,
  uptimeChecks,
  policiesTell,
  allHere,
];
