import { Range } from "../addressing/range";
import type { Draft, Problem } from "./draft";
import { LONGEST, type Names, namesFor } from "./names";
import { problemsOfServices } from "./service-rules";
import { shown } from "./shown";

/** The auto-mode default network has a subnet of this block in every region. */
const DEFAULT_NETWORK = Range.parse("10.128.0.0/9");
/** Cloud SQL uses this block for itself and cannot be reached from it. */
const TAKEN_BY_CLOUD_SQL = Range.parse("172.17.0.0/16");

/** Everything that must hold between fields. Each rule keeps quiet about fields that are not readable. */
export function problemsBetweenFields(draft: Draft): Problem[] {
  return [...rangesApart(draft), ...connectorInstances(draft), ...namesFit(draft), ...problemsOfServices(draft)];
}

function rangesApart(draft: Draft): Problem[] {
  const paths = ["network.range", "network.servicesRange", "connector.range", "redis.peeringRange"];
  const ranges = paths.flatMap((path) => {
    const range = draft.range(path);
    return range ? [{ path, range }] : [];
  });
  const problems = ranges.flatMap(({ path, range }, index) =>
    ranges
      .slice(0, index)
      .flatMap((earlier) =>
        range.overlaps(earlier.range)
          ? [{ path, message: `must not overlap ${earlier.path} (${earlier.range}) - pick a free block` }]
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
  const inDefaultNetwork = ranges.filter(({ path }) => !path.startsWith("network."));
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

function connectorInstances(draft: Draft): Problem[] {
  const min = draft.number("connector.instances.min");
  const max = draft.number("connector.instances.max");
  if (min === undefined || max === undefined || min < max) return [];
  return [{ path: "connector.instances.min", message: `must be below connector.instances.max (${max}) - lower it` }];
}

function namesFit(draft: Draft): Problem[] {
  const names = namesFor({
    name: draft.text("name") ?? "",
    project: draft.text("project") ?? "",
    connector: { name: draft.text("connector.name") },
  });
  return (Object.keys(LONGEST) as (keyof Names)[])
    .filter((kind) => names[kind].length > LONGEST[kind])
    .map((kind) => ({
      path: SAID_BY[kind] ?? "name",
      message: `makes the ${kind} ${shown(names[kind])}, longer than ${LONGEST[kind]} characters - shorten it`,
    }));
}

/** The field that a name follows from, where it is not the environment's own name. */
const SAID_BY: Partial<Record<keyof Names, string>> = { connector: "connector.name", stateBucket: "project" };
