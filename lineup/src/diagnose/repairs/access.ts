import { deploy, plan } from "./commands";
import {
  accounts,
  enableAccount,
  enableVersion,
  redisAccess,
  secretAccess,
  secretVersions,
  undeleteAccount,
} from "./google";
import { type Guide, step } from "./guide";

/** Who the service is, and what it may read. */
export const ACCESS = {
  ACCOUNT_UNAVAILABLE: {
    look: (names) => [step("Which accounts there are, and which are disabled:", accounts(names))],
    repair: (names) => [
      step("Disabled:", enableAccount(names)),
      step(
        "Deleted less than 30 days ago: its number, which the audit log has, brings it back with its grants:",
        undeleteAccount(names),
      ),
      step(
        "Longer ago: it is made anew by what makes accounts, here docs/runbooks/bootstrap.md, and granted its roles again.",
      ),
    ],
    stop: "Run the service as another account only where that one has the same grants, and no more.",
  },
  SECRET_NOT_READABLE: {
    look: (names) => [
      step("Is the newest version enabled?", secretVersions(names)),
      step("May the service's account read it?", secretAccess(names)),
    ],
    repair: (names) => [
      step("Disabled:", enableVersion(names)),
      step("Destroyed, or no grant: a deploy makes both.", deploy(names)),
    ],
    stop: "A grant takes effect after two minutes, sometimes after seven. Wait for it before you change anything else.",
  },
  AUTH_NOT_GIVEN: {
    look: (names) => [
      step("Does Redis ask for a password?", redisAccess(names)),
      step("Which versions has the secret?", secretVersions(names)),
    ],
    repair: (names) => [
      step("Read it: a changed AUTH string is a new version of the secret.", plan(names)),
      step("Deploy: the secret gets the string that Redis has, and the services start with it.", deploy(names)),
    ],
    stop: "Do not switch AUTH off: clients with a password are refused then, and everybody else is let in.",
  },
} satisfies Record<string, Guide>;
