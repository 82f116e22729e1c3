import { judgedWithNetworks, planOf } from "../../../../corpus/score/drift/judged";
import { reviewedWithNetworks } from "../../../../corpus/score/review/judge";
import { base } from "../../../../corpus/verify/base";
import type { DriftReport } from "../../../src/drift/model";
import { readText } from "../../../src/inputs/read";
import { render } from "../../../src/report";
import { assemble } from "../../../src/report/assemble";
import type { VerifyReport } from "../../../src/report/contract";
import type { Drawn } from "../../../src/report/network-picture";
import { ofDrift } from "../../../src/report/of-drift";
import { ofReview } from "../../../src/report/of-review";
import { ofVerify } from "../../../src/report/of-verify";
import type { Report } from "../../../src/report/report";
import type { ReviewReport } from "../../../src/review/contract";
import { type Judged, judge } from "../../../src/verify";
import type { Json } from "../../inputs";
import { HOSTILE, hostilePath, hostileReport, judged, SOURCE } from "../reports";

const OPTIONS = { colour: false, quiet: false };

export const page = (report: Report, quiet = false) =>
  render(report, { toReport: (same: Report) => same }, "html", { ...OPTIONS, quiet });

export function verifyReport(all: readonly Judged[]): Report {
  const inputs = all.map((one) => ({ judged: one, sourceOf: () => SOURCE }));
  return ofVerify(assemble(inputs, { houseRules: true }), undefined, all);
}

export const sample = (...names: string[]) => page(verifyReport(names.map(judged)));

export function reviewReport(id: string): Report {
  const { report, networks } = reviewedWithNetworks(id);
  return ofReview(report as ReviewReport, networks);
}

export function driftReport(id: string): Report {
  const { report, networks } = judgedWithNetworks(planOf(id));
  return ofDrift(report as DriftReport, networks);
}

/** A root like the usual one, with something else about it. */
export function changed(change: (resources: Json) => void): Judged {
  const root: Json = structuredClone(base);
  change(root.resource);
  return judge(readText(JSON.stringify(root), "main.tf.json"));
}

/** As many services again, each fifth without a way into the network. */
export const crowd = (number: number) =>
  changed((resources) => {
    const services = resources.google_cloud_run_v2_service;
    for (let index = 0; index < number; index++) {
      const service = structuredClone(services.api);
      service.name = `orders-service-${index}`;
      if (index % 5 === 0) delete [service.template].flat()[0].vpc_access;
      services[`s${index}`] = service;
    }
  });

/** Everything that can come from an input is this text: in the report, and in the network that is drawn beside it. */
export function hostilePage(text: string): string {
  const report: VerifyReport = hostileReport(text);
  const paths = (["blocked", "unknown", "reachable"] as const).map((verdict) => hostilePath(text, verdict));
  return page(ofVerify(report, () => text, [{ ...renamed(text), paths }]));
}

/** Services whose names are those of people who want to be seen. */
export const hostileNames = () =>
  changed((resources) => {
    const { api } = resources.google_cloud_run_v2_service;
    const names = [...Object.values(HOSTILE), ...LONG];
    for (const [index, name] of names.entries())
      resources.google_cloud_run_v2_service[`s${index}`] = { ...structuredClone(api), name, location: `r${index}` };
    for (const rule of Object.values<Json>(resources.google_compute_firewall)) rule.name = `${LONG[0]}${rule.name}`;
    for (const cache of Object.values<Json>(resources.google_redis_instance)) cache.name = LONG[1];
  });

const LONG = [
  `</svg><script>alert("${"x".repeat(160)}")</script>`,
  "W".repeat(200),
  "一个非常长的中文服务名称用于测试布局是否正确换行以及是否会溢出边框".repeat(4),
  `Z${"\u0338\u0337\u0336\u0335".repeat(20)}lgo`,
  "שלום-שירות-خدمة-טוב",
];

function renamed(text: string): Omit<Drawn, "paths"> {
  const { topology } = judged("ok");
  const rename = <Thing extends { name: unknown }>(things: readonly Thing[]) =>
    things.map((thing) => ({ ...thing, name: text }));
  const [services, connectors, targets, rules] = [
    rename(topology.services),
    rename(topology.connectors),
    rename(topology.targets),
    rename(topology.rules),
  ];
  return { topology: { ...topology, file: text, services, connectors, targets, rules } as Drawn["topology"] };
}
