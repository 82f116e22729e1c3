import provider from "../../facts/google-6.50.0.json";
import monitoring from "../../facts/google-apis/monitoring-v3.json";
import { METRICS, metric, RESOURCES } from "../../facts/metrics";
import { ALIGNERS, after, aligner, REDUCERS, reducer } from "../../facts/metrics/aligners";
import type { LabelForm } from "../../facts/metrics/metric";

const { perSeriesAligner, crossSeriesReducer } = monitoring.schemas.Aggregation.properties;

test("every aligner and every reducer of the API is known, and no other", () => {
  expect(Object.keys(ALIGNERS).sort()).toEqual([...perSeriesAligner.enum].sort());
  expect(Object.keys(REDUCERS).sort()).toEqual([...crossSeriesReducer.enum].sort());
});

test("something comes out of every metric, by some aligner that is more than none", () => {
  for (const [type, one] of Object.entries(METRICS)) {
    const fitting = Object.entries(ALIGNERS).filter(
      ([name, operation]) => name !== "ALIGN_NONE" && after(operation, one),
    );
    expect([type, fitting.length > 0]).toEqual([type, true]);
  }
});

test("a metric is of resources that are known, and says where it was read", () => {
  for (const { resources, source } of Object.values(METRICS)) {
    expect(source).toMatch(/^https:\/\//);
    for (const type of resources) expect(Object.keys(RESOURCES)).toContain(type);
  }
});

test("an attribute that has the form of a label is one that the provider has", () => {
  const forms: LabelForm[] = [
    ...Object.values(RESOURCES).flatMap(({ labels }) => Object.values(labels)),
    ...Object.keys(METRICS).flatMap((type) => Object.values(metric(type)?.forms ?? {})),
  ];
  const types = provider.resources as Record<string, { attributes: Record<string, unknown> }>;
  for (const from of forms.flatMap((form) => form.from)) {
    const [type = "", attribute = ""] = from.split(".");
    // The schema of none has `id`, and every resource has it.
    const known = ["id", ...Object.keys(types[type]?.attributes ?? {})];
    expect([from, Object.hasOwn(types, type) && known.includes(attribute)]).toEqual([from, true]);
  }
});

test("a name of JavaScript's is no metric, no aligner and no reducer", () => {
  for (const name of ["constructor", "__proto__", "toString"]) {
    expect([metric(name), aligner(name), reducer(name)]).toEqual([undefined, undefined, undefined]);
  }
});
