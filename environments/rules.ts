import { Range } from "../addressing/range";
import { AUTO_MODE_RANGE } from "../facts/auto-mode";
import { REDIS_VERSIONS, redisConfig } from "../facts/redis";
import { problemsOfAlerts } from "./alerts";
import { type Draft, isRecord, type SettingProblem } from "./draft";
import { type EnvironmentNames, LONGEST, NAMED_BY, namesFor } from "./names";
import { problemsOfServices } from "./service-rules";
import { shown } from "./shown";

/** The auto-mode default network has a subnet of this block in every region. */
const DEFAULT_NETWORK = Range.parse(AUTO_MODE_RANGE);
/** Cloud SQL uses this block for itself and cannot be reached from it. */
const TAKEN_BY_CLOUD_SQL = Range.parse("172.17.0.0/16");

const DATABASES = "cloudSql.ranges";

/** Everything that must hold between fields. No rule reports a field that the schema refuses already. */
export function problemsBetweenFields(draft: Draft, today: string): SettingProblem[] {
  return [
    ...rangesApart(draft),
    ...databasesKept(draft),
    ...connectorInstances(draft),
    ...redisConfigs(draft),
    ...namesFit(draft),
    ...problemsOfServices(draft, today),
    ...problemsOfAlerts(draft),
  ];
}

function rangesApart(draft: Draft): SettingProblem[] {
  const databases = Object.keys(draft.list(DATABASES)).map((place) => `${DATABASES}.${place}`);
  const paths = ["network.range", "network.servicesRange", "connector.range", "redis.peeringRange", ...databases];
  const ranges = paths.flatMap((path) => {
    const range = draft.range(path);
    return range ? [{ path, range }] : [];
  });
  const problems = ranges.flatMap(({ path, range }, index) =>
    ranges
      .slice(0, index)
      .flatMap((earlier) =>
        range.overlaps(earlier.range)
          ? [{ path, message: `must not overlap ${earlier.path} (${earlier.range}) - ${apart(path, earlier.path)}` }]
          : [],
      ),
  );
  for (const { path, range } of ranges) {
    if (!range.overlaps(TAKEN_BY_CLOUD_SQL)) continue;
    problems.push({
      path,
      message: `must not overlap ${TAKEN_BY_CLOUD_SQL}, which Cloud SQL keeps - pick a free block`,
    });
  }
  if (draft.at("privateNetwork") !== false) return problems;
  const inDefaultNetwork = ranges.filter(({ path }) => !/^(network|cloudSql)\./.test(path));
  return [
    ...problems,
    ...inDefaultNetwork.flatMap(({ path, range }) =>
      range.overlaps(DEFAULT_NETWORK)
        ? [
            {
              path,
              message: `must not overlap ${DEFAULT_NETWORK}, the subnets of the default network - pick a free block`,
            },
          ]
        : [],
    ),
  ];
}

/** Where a database is cannot be picked. */
function apart(path: string, earlier: string): string {
  if (!path.startsWith(DATABASES)) return "pick a free block";
  const isOpen = earlier === "network.servicesRange" || earlier.startsWith(DATABASES);
  return isOpen ? "leave out what is open already" : `${earlier} needs a free block, if a database is there`;
}

/** A range that the connection drops is no longer Google's to put a database in. */
function databasesKept(draft: Draft): SettingProblem[] {
  const network = draft.at("network");
  if (draft.list(DATABASES).length === 0 || !isRecord(network) || network.otherServicesRanges !== undefined) return [];
  const message =
    "must go with network.otherServicesRanges - name the reserved range there, or the connection drops it";
  return [{ path: DATABASES, message }];
}

function redisConfigs(draft: Draft): SettingProblem[] {
  const versions: readonly unknown[] = REDIS_VERSIONS;
  const version = versions.indexOf(draft.at("redis.version"));
  return draft.entries("redis.configs").flatMap(([name]) => {
    const { since } = redisConfig(name) ?? {};
    if (since === undefined || version < 0 || version >= versions.indexOf(since)) return [];
    const message = `must be left out before ${since} (redis.version is ${REDIS_VERSIONS[version]}) - remove it`;
    return [{ path: `redis.configs.${name}`, message }];
  });
}

function connectorInstances(draft: Draft): SettingProblem[] {
  const min = draft.number("connector.instances.min");
  const max = draft.number("connector.instances.max");
  if (min === undefined || max === undefined || min < max) return [];
  return [{ path: "connector.instances.min", message: `must be below connector.instances.max (${max}) - lower it` }];
}

function namesFit(draft: Draft): SettingProblem[] {
  const names = namesFor({ name: draft.text("name") ?? "", project: draft.text("project") ?? "" });
  return (Object.keys(LONGEST) as (keyof EnvironmentNames)[])
    .filter((kind) => names[kind].length > LONGEST[kind])
    .filter((kind) => draft.at(NAMED_BY[kind] ?? "(derived only)") === undefined)
    .map((kind) => {
      const message = `makes the ${kind} ${shown(names[kind])}, longer than ${LONGEST[kind]} characters`;
      if (kind === "connector") return { path: "connector.name", message: `${message} - set a connector.name` };
      return { path: kind.startsWith("state") ? "project" : "name", message: `${message} - shorten it` };
    });
}
