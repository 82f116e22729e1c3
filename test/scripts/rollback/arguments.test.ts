import { parsed, Usage } from "../../../scripts/rollback/arguments";
import { revision, Station } from "./station";

const of = (line: string) => parsed(line.split(" ").filter(Boolean));

test("what is said is what is asked for, in either form", () => {
  expect(of("staging --service backend --to=backend-00001-abc --until 2027-01-31")).toMatchObject({
    ...{ environment: "staging", service: "backend", to: "backend-00001-abc", until: "2027-01-31", yes: false },
  });
  expect(of("staging --service backend --to newest")).toMatchObject({ release: true, to: undefined });
});

test.each([
  ["staging production", /"production" is not taken/],
  ["staging --force", /"--force" is not taken/],
  ["staging --yes=no", /"--yes=no" is not taken/],
  ["staging --to", /--to takes the name of a revision, or newest, got ""/],
  ["staging --to ../../x", /--to takes the name of a revision/],
  ["staging --service a/b", /--service takes the key or the name of a service/],
  ["staging --to a-1 --until tomorrow", /--until takes a day in UTC/],
  ["staging --to a-1 --until 2027-02-30", /--until takes a day in UTC/],
  ["staging --config --upload-pack=x", /--config takes a commit/],
  ["staging --to a-1 --config main", /--to and --config are different ways/],
  ["staging --service a --release --to a-1", /--to and --release are different ways/],
  ["staging --yes", /a list changes nothing/],
  ["staging --reason because", /a list changes nothing/],
  ["staging --to a-1 --yes", /--yes needs --reason/],
  ["staging --release", /--release takes --service/],
  ["staging --service a --release --until 2027-01-31", /goes with --to/],
  ["staging --even-if-unknown", /goes with --to/],
  ["staging --config main --service a", /--config plans the whole environment/],
  ["staging --config main --impersonate a@b", /GOOGLE_IMPERSONATE_SERVICE_ACCOUNT/],
])("%s is refused, and says what is taken", (line, why) => {
  expect(() => of(line)).toThrow(Usage);
  expect(() => of(line)).toThrow(why);
});

describe("names that nobody knows", () => {
  let here: Station;
  beforeAll(async () => {
    here = await Station.open();
  });
  afterAll(() => here.close());

  test.each([
    ["--service apy", "acme has no service apy: the nearest names are api"],
    [
      "--to other-00001-reh --yes --reason because",
      "other-00001-reh is a revision of none of acme's services: acme-api, acme-web",
    ],
    [
      "--to acme-api-00009-reh --yes --reason because",
      `acme-api has no revision acme-api-00009-reh: it was deleted, or never was - the nearest name is ${revision(1)}`,
    ],
    ["--service web", "acme-web"],
  ])("%s ends with 2", async (line, why) => {
    const { code, said, out } = await here.runs(line);
    expect(code).toBe(2);
    expect(`${said}\n${out}`).toContain(why);
  });
});
