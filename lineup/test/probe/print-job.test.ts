import { apiDocuments, type Schema } from "../../../facts/google-apis";
import { SCRIPT } from "../../../probe/command";
import { jobToPrint, NOTES } from "../../src/probe/print-job";
import { lineup } from "../inputs";
import type { Json } from "./google";

const document = apiDocuments().find(({ name, version }) => name === "run" && version === "v1");

/** What of a value its schema does not know, by path. */
function foreign(value: Json, schema: Schema | undefined, path: string): string[] {
  const { $ref, type, items, properties, additionalProperties }: Schema = schema ?? {};
  if ($ref) return foreign(value, document?.schemas[$ref], path);
  if (Array.isArray(value))
    return type === "array" ? value.flatMap((one, index) => foreign(one, items, `${path}[${index}]`)) : [path];
  if (typeof value === "object") {
    if (type !== "object") return [path];
    return Object.entries(value).flatMap(([key, inner]) =>
      foreign(inner, properties?.[key] ?? additionalProperties, `${path}.${key}`),
    );
  }
  return typeof value === (type === "integer" ? "number" : type) ? [] : [path];
}

test("the printed job is one that Cloud Run's first API takes, field by field", () => {
  expect(document?.methods["run.namespaces.jobs.replaceJob"]?.request).toBe("Job");
  expect(foreign(jobToPrint("api"), document?.schemas.Job, "job")).toEqual([]);
  const wrong = { ...jobToPrint("api"), spec: { template: { spec: { tasks: 1 } } } };
  expect(foreign(wrong, document?.schemas.Job, "job")).toEqual(["job.spec.template.spec.tasks"]);
});

test("it carries the script as it ships, the label of its service, and one try", () => {
  const { metadata, spec }: Json = jobToPrint("api");
  const task = spec.template.spec.template.spec;
  expect(metadata).toEqual({ name: "api-probe", labels: { "lineup-probe": "api" } });
  expect(task.containers[0].args.at(-1)).toBe(SCRIPT);
  expect(task).toMatchObject({ maxRetries: 0, timeoutSeconds: "50" });
});

test("every placeholder is explained, and none is left unexplained", () => {
  const { spec, ...rest }: Json = jobToPrint();
  const [container] = spec.template.spec.template.spec.containers;
  const text = JSON.stringify({
    ...rest,
    spec: {
      ...spec,
      template: {
        ...spec.template,
        spec: { ...spec.template.spec.template.spec, containers: [{ ...container, args: [], image: "" }] },
      },
    },
  });
  const placeholders = [...new Set(text.match(/"[A-Z]{4,}(?=["-])/g)?.map((it) => it.slice(1)))];
  expect(placeholders.sort()).toEqual(["ACCOUNT", "CONNECTOR", "HOST", "PORT", "SECRET", "SERVICE"]);
  for (const name of placeholders) expect(NOTES[0]).toContain(name);
});

test("lineup probe --print-job prints it alone on standard output, and says what to fill in beside", () => {
  const { status, stdout, stderr } = lineup(["probe", "--print-job", "--service", "api"]);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual(jobToPrint("api"));
  expect(stderr).toContain("gcloud run jobs replace");
});
