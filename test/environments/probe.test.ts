import { cronOf, EVERY_MINUTES } from "../../probe/schedule";
import { problemsOfStaging, STAGING } from "../support/environment-problems";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("the image of the probes", () => {
  test.each([
    `docker.io/library/node:24-slim@${DIGEST}`,
    `us-docker.pkg.dev/acme/mirror/node@${DIGEST}`,
    `mirror.example:5000/node@${DIGEST}`,
  ])("may be a mirror that is pinned by digest: %s", (image) => {
    expect(problemsOfStaging({ probe: { image } })).toEqual([]);
  });

  test.each([
    ["docker.io/library/node:24-slim"],
    ["docker.io/library/node"],
    [`node@${DIGEST}`],
    [`docker.io/library/node@${DIGEST.slice(0, -1)}`],
    [`docker.io/library/node@${DIGEST.toUpperCase()}`],
    [`docker.io/library/node@${DIGEST}\n`],
    [`docker.io/\${b}/node@${DIGEST}`],
    [""],
    [7],
    [null],
  ])("must be pinned, so that what runs is what was read: %j", (image) => {
    const [problem = "", ...more] = problemsOfStaging({ probe: { image } });
    expect(more).toEqual([]);
    const must = "must be an image that is pinned by digest, so that what runs is what was read, got ";
    expect(problem.startsWith(`${STAGING}: probe.image: ${must}`)).toBe(true);
    expect(problem).toContain(' - such as "us-docker.pkg.dev/');
  });
});

describe("a probe that is run all the time", () => {
  test.each(EVERY_MINUTES)("may be run every %i minutes: an hour divides into them", (everyMinutes) => {
    expect(problemsOfStaging({ watch: { everyMinutes } })).toEqual([]);
    expect(60 % everyMinutes).toBe(0);
  });

  test.each([0, 7, 8, 45, 61, 120, -10, 1.5, "10", null, Number.NaN])(
    "is not run every %j minutes: the distance would not be even",
    (everyMinutes) => {
      const [problem = "", ...more] = problemsOfStaging({ watch: { everyMinutes } });
      expect(more).toEqual([]);
      expect(problem).toMatch(
        /watch\.everyMinutes: must be one of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60, got .* - /,
      );
    },
  );

  test("fires as often as it says: cron counts within the hour", () => {
    const minutes = (cron: string) => {
      const [, every] = /^\*\/(\d+) \* \* \* \*$/.exec(cron) ?? [];
      return Array.from({ length: 60 }, (_, at) => at).filter((at) => at % Number(every ?? 60) === 0);
    };
    expect(EVERY_MINUTES.map((every) => minutes(cronOf(every)).length * every)).toEqual(EVERY_MINUTES.map(() => 60));
    expect(cronOf(60)).toBe("0 * * * *");
  });
});
