import type { Environment } from "../../environments/environment";
import { dayOf, daysAfter } from "../../facts/days";
import { type Pin, pinInForce } from "../../facts/pins";
import { textAt } from "../../lineup/src/google/answer";
import type { Session } from "../../lineup/src/probe/session";
import { lastSegment } from "../../lineup/src/values";
import type { Asked } from "./arguments";
import { revisionOf } from "./choose";
import { confirmed, reasonFor } from "./confirm";
import { changed } from "./move";
import { differenceOf, servingOf } from "./offer";
import type { Past } from "./past";
import { editFor } from "./pinned";
import { refuseIfNoWayBack } from "./refuse";
import { ageOf } from "./table";
import { isThere } from "./traffic";
import { Refused, type World } from "./world";

/** How long a pin holds where nobody says: until after the next working days, and not for ever. */
const DAYS = 7;

interface Given {
  asked: Asked;
  environment: Environment;
  past: Past;
}

/** All requests to an older revision, and the sentence that keeps them there. */
export async function goBack(world: World, session: Session, { asked, environment, past }: Given): Promise<number> {
  const one = revisionOf(past, asked.to ?? "");
  refuseIfNoWayBack(one, asked);
  const is = past.settings.traffic;
  const own = is?.revision === one.name ? is.reason : undefined;
  const until = asked.until ?? daysAfter(dayOf(world.now), DAYS);
  if (until < dayOf(world.now)) throw new Refused(2, `--until is a day that is over: ${until}`);
  const pin: Pin = { revision: one.name, reason: await reasonFor(world, asked.reason, own), until };
  const edit = editFor(
    { root: world.root, file: environment.file, environment: environment.name, key: past.key },
    pin,
    is,
  );
  const to = { revision: one.name };
  if (!edit.isChange && isThere(past.service, to)) {
    world.print(`All requests of ${past.at.name} go to ${one.name} already, and ${environment.file} says so.`);
    return 0;
  }
  const difference = differenceOf(one, servingOf(past.revisions));
  world.say(
    `${past.at.name} goes to ${one.name}, made ${ageOf(one.madeAt, world.now)} ago${difference && `: ${difference}`}`,
  );
  world.say(`${environment.file} says services.${past.key}.traffic until ${until}: ${pin.reason}`);
  await confirmed(world, asked, one.name, "send all requests there");
  const code = await changed(world, session, { past, to, edit, environment: environment.name });
  for (const line of afterwards(environment, past, pin)) world.print(line);
  return code;
}

function afterwards({ file, name }: Environment, { key }: Past, { until }: Pin): string[] {
  return [
    `The pin is in ${file} here, and nowhere else yet: merge it now. A deploy of what`,
    "does not have it takes the requests away again; review calls that plan dangerous.",
    `It holds through ${until}. To end it: npm run rollback -- ${name} --service ${key} --release`,
  ];
}

/** The newest one takes the requests again, and the sentence goes. */
export async function release(world: World, session: Session, { asked, environment, past }: Given): Promise<number> {
  const newest = lastSegment(textAt(past.service, "latestReadyRevision") ?? "");
  const one = past.revisions.find(({ name }) => name === newest);
  if (!one)
    throw new Refused(2, `${past.at.name} has no revision that is ready: there is nothing to send its requests to`);
  refuseIfNoWayBack(one, asked);
  const is = past.settings.traffic;
  const edit = editFor(
    { root: world.root, file: environment.file, environment: environment.name, key: past.key },
    undefined,
    is,
  );
  if (!edit.isChange && isThere(past.service, "newest")) {
    world.print(`${past.at.name} has no pin, and its newest revision ${newest} takes all requests.`);
    return 0;
  }
  const held = pinInForce(is, dayOf(world.now));
  world.say(
    `${past.at.name} goes to its newest revision, which is ${newest} now, and from then on to each that follows`,
  );
  if (is)
    world.say(
      `${environment.file} loses services.${past.key}.traffic, ${held ? "which holds" : "which ended"} ${is.until}: ${is.reason}`,
    );
  await confirmed(world, asked, newest, "send all requests there");
  return changed(world, session, { past, to: "newest", edit, environment: environment.name });
}
