import { daysAfter } from "../../../facts/days";
import { endOfPin, pinnedServices } from "../../src/expected/pins";

const PIN = { revision: "api-00041-abc", reason: "The release after it loses messages", until: "2026-12-06" };
const service = { requires: [], domains: [] };
const EXPECTED = {
  environment: "staging",
  file: "environments/staging.ts",
  services: { web: service, api: { ...service, setting: "services.backend", traffic: PIN } },
};
const [pinned] = pinnedServices(EXPECTED);
const end = (today: string) => pinned && endOfPin(pinned, today);
const FIX =
  "to go forward, remove services.backend.traffic in environments/staging.ts; to stay, pin it again: npm run rollback -- staging --service api --to api-00041-abc";

test("a service without a pin is none of the pinned", () => {
  expect(pinnedServices(EXPECTED).map(({ service }) => service)).toEqual(["api"]);
});

test.each([40, 3])("nothing is said %i days before its end", (days) => {
  expect(end(daysAfter(PIN.until, -days))).toBeUndefined();
});

test.each([
  [2, "in 2 days"],
  [1, "which is tomorrow"],
  [0, "which is today"],
])("%i days before its end it is said %s, with both ways out", (days, when) => {
  expect(end(daysAfter(PIN.until, -days))).toEqual({
    hasEnded: false,
    message: `api is pinned to api-00041-abc until 2026-12-06, ${when}: a deploy after that day sends all of its requests to its newest revision`,
    fix: FIX,
  });
});

test.each([1, 400])("%i days after its end it is said that it has ended", (days) => {
  expect(end(daysAfter(PIN.until, days))).toEqual({
    hasEnded: true,
    message:
      "api was pinned to api-00041-abc until 2026-12-06, and that day is over: the next deploy sends all of its requests to its newest revision",
    fix: FIX,
  });
});

test("without the file and the setting, the place is named as well as it can be", () => {
  const [bare] = pinnedServices({ environment: "staging", services: { api: { ...service, traffic: PIN } } });
  expect(bare?.place).toBe("traffic");
});
