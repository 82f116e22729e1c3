import { reviewed } from "../../../../corpus/score/review/judge";
import { renderReview } from "./reports";

const SHOWN = [
  "redis-tls-on",
  "connector-shrinks",
  "opening-removed",
  "opening-widened",
  "redis-guarded",
  "service-to-stale-address",
  "service-moved",
  "refresh-only",
  "targeted-redis",
  "nothing",
];

test.each(SHOWN)("%s as it is read on a terminal", (id) => {
  expect(renderReview(reviewed(id), "text")).toMatchSnapshot();
});

test.each(SHOWN)("%s as it is read below a pull request", (id) => {
  expect(renderReview(reviewed(id), "markdown")).toMatchSnapshot();
});

test("quiet says only what is wrong", () => {
  const printed = (id: string) => renderReview(reviewed(id), "text", true);
  expect(printed("opening-widened")).not.toContain("Newly allowed");
  expect(printed("opening-removed")).toContain("FIREWALL_RULE");
});
