import { API, base, CACHE, CONNECTOR, REGION, type Root, ref } from "../../../corpus/verify/base";
import { argsOf, COMMAND } from "../../../probe/command";
import { compare } from "../../src/compare/comparison";
import { referenceOf, traceAgainst, withoutProbes } from "../../src/drift/traced-paths";
import { readJson } from "../../src/inputs/read";
import { assemble } from "../../src/report/assemble";
import { renderMermaid } from "../../src/report/mermaid";
import { judge } from "../../src/verify";

// The path of a probe is not listed beside its service's, and nothing is hidden by that.

const PROBE = "google_cloud_run_v2_job.probe";
const [, , script] = argsOf();

/** The base root with a probe of its service, and one thing otherwise. */
function probed(change: (job: Root, task: Root, root: Root) => void = () => {}): Root {
  const root = structuredClone(base);
  const { containers, vpc_access } = root.resource.google_cloud_run_v2_service.api.template;
  const args = [...argsOf().slice(0, 2), ref("var.script")];
  const container = { image: "node@sha256:0", command: [...COMMAND], args, env: containers[0].env };
  const task = structuredClone({ containers: [container], vpc_access });
  const job = { name: "orders-api-probe", location: REGION, labels: { "lineup-probe": "orders-api" } };
  root.variable = { script: { type: "string", default: script } };
  root.resource.google_cloud_run_v2_job = { probe: { ...job, template: { template: task } } };
  change(root.resource.google_cloud_run_v2_job.probe, task, root);
  return root;
}

const model = (root: Root) => readJson(structuredClone(root), "main.tf.json");
const judged = (change?: Parameters<typeof probed>[0]) => judge(model(probed(change)));
const listed = (change?: Parameters<typeof probed>[0]) => judged(change).paths.map(({ from }) => from);

describe("a probe that stands where its service stands", () => {
  const found = judged();

  test("is not listed, and its path is kept beside the others", () => {
    expect(found.paths.map(({ from, verdict }) => [from, verdict])).toEqual([[API, "reachable"]]);
    expect(found.probes.map(({ from, verdict }) => [from, verdict])).toEqual([[PROBE, "reachable"]]);
  });

  test("is not counted as a caller without a path, nor drawn as one", () => {
    expect(found.withoutPath).toEqual([]);
    expect(renderMermaid([found])).not.toContain("orders-api-probe");
  });

  test("has no finding that a service of this kind would have", () => {
    const { inputs } = assemble([{ judged: found, sourceOf: () => undefined }], { houseRules: true });
    expect(inputs.flatMap(({ findings }) => findings).filter(({ address }) => address === PROBE)).toEqual([]);
  });

  test("is not listed either where both are cut for the same reason", () => {
    const cut = judged((_, __, { resource }) => {
      resource.google_compute_firewall.lock = {
        ...resource.google_compute_firewall.redis_out,
        ...{ name: "lock", priority: 1, allow: undefined, deny: [{ protocol: "all" }] },
      };
    });
    expect(cut.paths.map(({ from, verdict }) => [from, verdict])).toEqual([[API, "blocked"]]);
    expect(cut.verdict).toBe("blocked");
  });

  test("nor where both lack the connector: the template of a job is one level deeper", () => {
    const both = listed((_, task, { resource }) => {
      delete task.vpc_access;
      delete resource.google_cloud_run_v2_service.api.template.vpc_access;
    });
    expect(both).toEqual([API]);
  });

  test("is judged where it is asked about", () => {
    expect(judge(model(probed()), { from: PROBE }).paths.map(({ from }) => from)).toEqual([PROBE]);
    expect(
      judge(model(probed()), { to: CACHE })
        .paths.map(({ from }) => from)
        .sort(),
    ).toEqual([PROBE, API].sort());
  });
});

describe("a job is a caller like any other where it", () => {
  const DIFFERENT: Record<string, Parameters<typeof probed>[0]> = {
    "has no connector": (_, task) => delete task.vpc_access,
    "sends through another connector": (_, task, { resource }) => {
      const { conn } = resource.google_vpc_access_connector;
      resource.google_vpc_access_connector.other = { ...conn, name: "other", ip_cidr_range: "10.2.1.0/28" };
      task.vpc_access.connector = ref(`${CONNECTOR.replace(".conn", ".other")}.id`);
    },
    "reads a literal address": (_, task) => Object.assign(task.containers[0].env[0], { value: "10.107.0.3" }),
    "reads another Redis": (_, task, { resource }) => {
      resource.google_redis_instance.other = { ...resource.google_redis_instance.cache, name: "other" };
      task.containers[0].env[0].value = ref(`${CACHE.replace(".cache", ".other")}.host`);
    },
    "runs as an account that is disabled": (_, task, { resource }) => {
      resource.google_service_account = { off: { account_id: "off-account", disabled: true } };
      task.service_account = ref("google_service_account.off.email");
    },
    "has no label": (job) => delete job.labels,
    "is labelled with a service that does not exist": (job) => Object.assign(job.labels, { "lineup-probe": "orders" }),
    "is labelled with itself": (job) => Object.assign(job.labels, { "lineup-probe": "orders-api-probe" }),
    "is labelled with what is no text": (job) => Object.assign(job.labels, { "lineup-probe": ["orders-api"] }),
    "is labelled with escape codes": (job) => Object.assign(job.labels, { "lineup-probe": "orders-api\u001b[2J" }),
    "has labels that are not known": (job) => Object.assign(job, { labels: ref("data.google_client_config.c.labels") }),
    "is in another region than its service": (job, task, { resource }) => {
      job.location = "us-east1";
      const { conn } = resource.google_vpc_access_connector;
      resource.google_vpc_access_connector.east = { ...conn, name: "east", region: "us-east1" };
      task.vpc_access.connector = ref("google_vpc_access_connector.east.id");
    },
    "is in another project than its service": (job) => Object.assign(job, { project: "acme-other" }),
    "runs another script": (_, task) => Object.assign(task.containers[0].args, { 2: "while (true) {}" }),
    "runs the script behind another word": (_, task) => task.containers[0].args.unshift("--inspect"),
    "runs the script and more": (_, task) => task.containers[0].args.push("--then"),
    "runs another program": (_, task) => Object.assign(task.containers[0], { command: ["sh"] }),
    "runs what its image runs": (_, task) => delete task.containers[0].command,
    "has a second container": (_, task) => task.containers.push({ image: "sidecar", env: task.containers[0].env }),
    "has args that are not known": (_, task) => Object.assign(task.containers[0], { args: ref("var.nothing") }),
  };

  test.each(Object.keys(DIFFERENT))("%s", (name) => {
    expect(listed(DIFFERENT[name])).toContain(PROBE);
  });

  test("could stand for two services of one name", () => {
    const twins = listed((_, __, { resource }) => {
      const { api } = resource.google_cloud_run_v2_service;
      resource.google_cloud_run_v2_service.twin = structuredClone(api);
    });
    expect(twins).toContain(PROBE);
  });

  test("and the one in its own region is its service where the names are the same in two", () => {
    const two = listed((_, __, { resource }) => {
      const { api } = resource.google_cloud_run_v2_service;
      resource.google_cloud_run_v2_service.east = { ...structuredClone(api), location: "us-east1" };
    });
    expect(two).toEqual([API, API.replace(".api", ".east")]);
  });

  test("has no path while its service has one: then it is listed as without", () => {
    const found = judged((_, task) => Object.assign(task.containers[0], { env: [] }));
    expect([found.withoutPath, found.probes]).toEqual([[PROBE], []]);
  });
});

describe("in a comparison the path of a probe", () => {
  const pairsOf = (before: Root, after: Root) => {
    const { pairs, probes } = compare({ before: model(before), after: model(after), changes: [], question: {} });
    return [pairs.map(({ from }) => from), probes.map(({ from }) => from)];
  };
  const cutOff = probed((_, task) => delete task.vpc_access);

  test("is folded where it is new, and where it stays", () => {
    expect(pairsOf(base, probed())).toEqual([[API], [PROBE]]);
    expect(pairsOf(probed(), probed())).toEqual([[API], [PROBE]]);
  });

  test("is listed where it was another one, becomes another one, or goes while its service stays", () => {
    for (const [before, after] of [
      [cutOff, probed()],
      [probed(), cutOff],
      [probed(), base],
    ] as [Root, Root][]) {
      expect(pairsOf(before, after)[0]).toContain(PROBE);
    }
  });

  test("is folded where its script alone becomes another, in either direction", () => {
    const older = probed((_, task) => Object.assign(task.containers[0].args, { 2: "an older script" }));
    expect(pairsOf(older, probed())).toEqual([[API], [PROBE]]);
    expect(pairsOf(probed(), older)).toEqual([[API], [PROBE]]);
  });

  test("is listed where its service loses the way and it does not", () => {
    const after = probed((_, __, { resource }) => delete resource.google_cloud_run_v2_service.api.template.vpc_access);
    expect(pairsOf(probed(), after)[0]).toEqual(expect.arrayContaining([API, PROBE]));
  });

  test("is listed where it is asked about", () => {
    const asked = compare({ before: model(base), after: model(probed()), changes: [], question: { from: PROBE } });
    expect(asked.pairs.map(({ from }) => from)).toEqual([PROBE]);
  });
});

describe("in drift the path of a probe", () => {
  const listedIn = (written: Root, now: Root) => {
    const reference = referenceOf(model(written), {});
    const { paths, judged } = traceAgainst(reference, model(now), {});
    return withoutProbes(paths, reference.judged, judged).map(({ from, verdict }) => `${from} ${verdict}`);
  };
  const changed = (change: (root: Root) => void) => probed((_, __, root) => change(root));
  const locked = changed(({ resource }) => {
    const { allow: _, ...rule } = resource.google_compute_firewall.redis_out;
    resource.google_compute_firewall.lock = { ...rule, name: "lock", priority: 1, deny: [{ protocol: "all" }] };
  });

  test("is folded where nothing happened to it that did not happen to its service", () => {
    expect(listedIn(probed(), probed())).toEqual([`${API} reachable`]);
    expect(listedIn(probed(), locked)).toEqual([`${API} blocked`]);
  });

  test("is listed where it alone was cut off, or deleted", () => {
    const cut = probed((_, task) => delete task.vpc_access);
    const gone = changed(({ resource }) => delete resource.google_cloud_run_v2_job);
    for (const now of [cut, gone]) {
      expect(listedIn(probed(), now).sort()).toEqual([`${PROBE} blocked`, `${API} reachable`].sort());
    }
  });

  test("is listed where the service alone was cut off: then the two are not the same", () => {
    const now = changed(({ resource }) => delete resource.google_cloud_run_v2_service.api.template.vpc_access);
    expect(listedIn(probed(), now).sort()).toEqual([`${PROBE} reachable`, `${API} blocked`].sort());
  });
});
