import { OBJECTIVE } from "../../../../facts/metrics/limits";
import { ApiError, failedPrecondition, notFound } from "../../api-error";
import { projectNumber } from "../../geography";
import { type ApiKind, numberOf, type Place } from "../../kind";
import { invalid, secondsOf } from "./fields";

/** https://cloud.google.com/stackdriver/docs/solutions/slo-monitoring/api/using-api: valid identifiers. */
const ID = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const DAY = 24 * 60 * 60;

/** What objectives are of. A name can be asked for by the project's id or its number; the number is answered. */
export const monitoredServices: ApiKind = {
  collection: "monitoring/projects/{project}/services",
  style: "immediate",
  named: { parameter: "serviceId" },
  check: ({ custom }, { id }, before) => {
    if (!before && !ID.test(id)) throw invalid("service_id", id, `must match ${ID.source}`);
    if (!before && custom === undefined)
      throw new ApiError(501, "this loopback cloud has services of the kind custom alone");
  },
  filled: (draft, place) => ({ ...draft, name: numbered(place) }),
  checkRemoval: (_, { store, name, path }) => {
    const [objective] = store.list(`${name}/serviceLevelObjectives`);
    if (objective) throw failedPrecondition(`Cannot delete "${path}": it has the objective "${objective.name}"`);
  },
};

export const objectives: ApiKind = {
  collection: "monitoring/projects/{project}/services/{service}/serviceLevelObjectives",
  style: "immediate",
  named: { parameter: "serviceLevelObjectiveId" },
  check: (draft, { id, name, store, path }, before) => {
    if (!before && !ID.test(id)) throw invalid("service_level_objective_id", id, `must match ${ID.source}`);
    if (!store.get(name.replace(/\/serviceLevelObjectives\/[^/]+$/, "")))
      throw notFound(path.replace(/\/service.*/, ""));
    const goal = numberOf(draft, "goal") ?? 0;
    if (goal <= 0 || goal > OBJECTIVE.goalMost) {
      throw invalid("service_level_objective.goal", goal, `must be greater than 0 and at most ${OBJECTIVE.goalMost}`);
    }
    const { rollingPeriod, calendarPeriod } = draft;
    if ((rollingPeriod === undefined) === (calendarPeriod === undefined)) {
      throw new ApiError(400, "An objective has either a rolling period or a calendar period.");
    }
    const days = (secondsOf(rollingPeriod) ?? 0) / DAY;
    const { least, most } = OBJECTIVE.days;
    if (rollingPeriod !== undefined && (days < least || days > most || !Number.isInteger(days))) {
      throw invalid("service_level_objective.rolling_period", rollingPeriod, `must be ${least} to ${most} whole days`);
    }
  },
  filled: (draft, place) => ({ ...draft, name: numbered(place) }),
};

function numbered({ path, project, store }: Place): string {
  return path.replace(/^projects\/[^/]+/, `projects/${projectNumber(project, store)}`);
}
