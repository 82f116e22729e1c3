import { ofDiagnose } from "../../src/report/of-diagnose";
import { renderText } from "../../src/report/renderers/text";
import { LiveProject } from "../inventory/live";
import { diagnosed } from "./cloud";

let live: LiveProject;
beforeEach(async () => {
  live = await LiveProject.open();
  await live.settle();
});
afterEach(() => live.close());

test("a project that works is healthy", async () => {
  const report = await diagnosed(live);
  expect(report.causes).toEqual([]);
  expect(report.verdict).toBe("healthy");
});

test("a rule that denies is the first thing that is read, with the command that takes it away", async () => {
  await live.firewall("deny-redis", { denied: [{ IPProtocol: "tcp" }], destinationRanges: ["10.0.0.0/8"] });
  const report = await diagnosed(live);
  const [first] = report.causes;
  expect(first).toMatchObject({ code: "FIREWALL_RULE", certainty: "certain", services: ["acme-api"] });
  expect(first?.repair.commands).toContain(
    "gcloud compute firewall-rules update deny-redis --disabled --project acme-staging",
  );
  const text = renderText(ofDiagnose(report), { quiet: false, width: 80, unicode: true, colour: false });
  expect(text.split("\n").slice(0, 2).join(" ")).toMatch(
    /^✗ BROKEN {2}acme-staging .*: deny-redis denies 10\.166\.0\.\d/,
  );
});
