import { readEnvironments } from "../../environments/environment";
import { dayOf } from "../../facts/days";
import type { Session } from "../../lineup/src/probe/session";
import type { Asked } from "./arguments";
import { environmentOf, type Named, servicesOf } from "./choose";
import { mustBeAsked } from "./confirm";
import { goBack, release } from "./go";
import { type Past, pastOf, projectNow, type Unknown } from "./past";
import { tableOf } from "./table";
import { Refused, type World } from "./world";

/** The requests of services: what there is to go back to, and going there. */
export async function rolledBack(world: World, asked: Asked): Promise<number> {
  const environment = environmentOf(readEnvironments(world.written, undefined, dayOf(world.now)), asked.environment);
  const services = servicesOf(environment, asked);
  if (asked.to !== undefined || asked.release) mustBeAsked(world, asked);
  const session = await world.session(environment.project, asked.impersonate);
  const pasts = await pastsOf(session, services, asked.to === undefined ? [] : [asked.to]);
  const [past] = pasts;
  if (past && (asked.to !== undefined || asked.release)) {
    if ("why" in past) throw new Refused(2, `${past.at.name} could not be looked at: ${past.why}`);
    const given = { asked, environment, past };
    return asked.release ? release(world, session, given) : goBack(world, session, given);
  }
  for (const line of pasts.flatMap((one, index) => [
    ...(index === 0 ? [] : [""]),
    ...tableOf(one, world.now, environment.name),
  ])) {
    world.print(line);
  }
  return codeOf(pasts, asked);
}

async function pastsOf(session: Session, services: readonly Named[], named: readonly string[]) {
  const model = await projectNow(session);
  return Promise.all(services.map((one) => pastOf(session, model, one, named)));
}

/** A service that is not deployed has no past, and nothing is wrong with that unless it was asked for. */
function codeOf(pasts: readonly (Past | Unknown)[], { service }: Asked): number {
  const unread = pasts.filter((one) => "why" in one);
  if (unread.length === pasts.length || (service !== undefined && unread.length > 0)) return 2;
  return unread.some((one) => "why" in one && !one.isMissing) ? 3 : 0;
}
