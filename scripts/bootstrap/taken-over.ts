import type { Reader } from "../../lineup/src/inventory/reader";
import { importId, ONLY_ONE, standingOf } from "../cloud/standing";
import { ofType, type Written } from "../cloud/written";
import type { Import } from "./folder";

/** Something was deleted, and its id is still taken. */
export class Undeleted extends Error {}

/** What is there and in no state, for terraform to take over: a lost state is found again in this way. */
export async function takenOver(
  wanted: readonly Written[],
  inState: ReadonlySet<string>,
  reader: Reader,
): Promise<Import[]> {
  const { id: project } = reader.project;
  const found = await Promise.all(
    ofType(wanted, ...ONLY_ONE).map(async (of) => ({ of, standing: await standingOf(of, reader) })),
  );
  const undelete = found.flatMap(({ standing }) => (standing.is === "deleted" ? [standing.undelete] : []));
  if (undelete.length > 0) {
    throw new Undeleted(
      [
        "what was deleted keeps its id, so that nothing else can be made with it - bring it back (a pool and a provider within 30 days, a role within 7), and run this again, which takes it over:",
        ...undelete.map((command) => `  ${command}`),
      ].join("\n"),
    );
  }
  return found
    .filter(({ of, standing }) => standing.is === "there" && !inState.has(of.address))
    .map(({ of }) => ({ address: of.address, id: importId(of, project) }));
}
