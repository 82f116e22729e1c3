import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { planFile } from "../../../corpus/recorder/recording";
import type { Given } from "../../src/inputs/given";
import { UnusableInput } from "../../src/inputs/model";
import { readInput } from "../../src/inputs/read";
import { sourcesOf } from "../../src/sources";
import { isKnown } from "../../src/values";
import { judge } from "../../src/verify";
import { corpus } from "../inputs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hcl-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Record<string, string | Buffer>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

async function read(files: Record<string, string | Buffer>, given: readonly Given[] = []) {
  write(files);
  return readInput(folder, given);
}

const refusal = (files: Record<string, string | Buffer>, given?: readonly Given[]) =>
  read(files, given).then(
    () => "nothing is refused",
    (error) => {
      expect(error).toBeInstanceOf(UnusableInput);
      return (error as Error).message.replaceAll(folder, "FOLDER");
    },
  );

/** The name of the network, which is what every test here gives in its own way. */
async function nameOf(files: Record<string, string | Buffer>, given?: readonly Given[]): Promise<unknown> {
  const { resources } = await read(files, given);
  const name = resources.find(({ type }) => type === "google_compute_network")?.values.name;
  return name !== undefined && isKnown(name) ? name : "unknown";
}

const NETWORK = (name: string) => `resource "google_compute_network" "n" {\n  name = ${name}\n}\n`;

/** What terraform init notes of a module from a registry. */
function installed(Version = "1.0.0"): Record<string, string> {
  const module = { Key: "m", Source: "registry.terraform.io/a/b/c", Version, Dir: ".terraform/modules/m" };
  return {
    ".terraform/modules/modules.json": JSON.stringify({ Modules: [module] }),
    ".terraform/modules/m/main.tf": NETWORK('"n"'),
  };
}

test.each([
  ["a/b/c", undefined],
  ["registry.terraform.io/a/b/c", "1.0.0"],
  ["a/b/c", ">= 0.9, < 2.0"],
  ["a/b/c", "~> 1.0"],
])("a module that terraform init has put there is read: %s, %s", async (source, version) => {
  const said = version === undefined ? "" : `  version = "${version}"\n`;
  expect(await nameOf({ "main.tf": `module "m" {\n  source = "${source}"\n${said}}\n`, ...installed() })).toBe("n");
});

describe("a folder", () => {
  test.each(["main.tf", "x.tf.json", "x.auto.tfvars", "terraform.tfvars.json"])(
    "is refused where %s is a pipe or a device, without reading it",
    async (name) => {
      write({ "vpc.tf": NETWORK('"n"') });
      spawnSync("mkfifo", [join(folder, name)]);
      const refused = `FOLDER/${name} is no regular file: lineup reads no pipes and no devices in a folder`;
      expect(await refusal({})).toBe(refused);
      rmSync(join(folder, name));
      symlinkSync("/dev/zero", join(folder, name));
      expect(await refusal({})).toBe(refused);
    },
  );

  test("is read without the folders in it that are called like files", async () => {
    expect(await nameOf({ "vpc.tf": NETWORK('"n"'), "x.tf/y.tf": "z = 1\n", "x.tf.json/y": "" })).toBe("n");
    symlinkSync(join(folder, "x.tf"), join(folder, "link.tf"));
    expect(await refusal({})).toMatch(/^FOLDER\/link.tf is a folder/);
  });

  test("is refused for the size of a file before the file is read", async () => {
    write({ "main.tf": NETWORK('"n"') });
    truncateSync(join(folder, "main.tf"), 3_000_000_000);
    expect(await refusal({})).toMatch(/main.tf has 3000000000 bytes: lineup reads files of HCL up to 2000000$/);
  });

  test("is read with its overrides, and without what editors leave behind", async () => {
    const files = { "main.tf": NETWORK('"a"'), ".#main.tf": "{", "main.tf~": "{", ".terraform.lock.hcl": "{" };
    expect(await nameOf(files)).toBe("a");
    expect(await nameOf({ "x_override.tf": NETWORK('"b"') })).toBe("b");
    expect(await nameOf({ "z_override.tf.json": '{"resource":{"google_compute_network":{"n":{"name":"c"}}}}' })).toBe(
      "c",
    );
  });

  test("gives its variables values in Terraform's order", async () => {
    const main = `${NETWORK("var.x")}variable "x" { default = "default" }`;
    expect(await nameOf({ "main.tf": main })).toBe("default");
    expect(await nameOf({ "terraform.tfvars": 'x = "file"' })).toBe("file");
    expect(await nameOf({ "terraform.tfvars.json": '{"x":"json"}' })).toBe("json");
    expect(await nameOf({ "a.auto.tfvars": 'x = "auto"' })).toBe("auto");
    expect(await nameOf({ "b.auto.tfvars.json": '{"x":"later"}' })).toBe("later");
    expect(await nameOf({ "more.tfvars": 'x = "not read"' })).toBe("later");
    const file = { file: join(folder, "more.tfvars") };
    expect(await nameOf({}, [{ variable: "x=typed" }])).toBe("typed");
    expect(await nameOf({}, [{ variable: "x=typed" }, file])).toBe("not read");
    expect(await nameOf({}, [file, { variable: "x=typed" }])).toBe("typed");
  });

  test("is empty where its only file is", async () => {
    expect((await read({ "main.tf": "" })).resources).toEqual([]);
  });

  test("without configuration names the folders below that have some", async () => {
    expect(await refusal({ "docs/README.md": "" })).toMatch(
      /^FOLDER holds no .tf or .tf.json files: lineup reads a folder/,
    );
    expect(await refusal({ "infra/main.tf": "" })).toContain(
      "files, and below it FOLDER/infra does: lineup verify FOLDER/infra",
    );
    expect(await refusal({ "envs/main.tf": "" })).toContain(
      "files, and below it FOLDER/envs and FOLDER/infra do: lineup verify FOLDER/envs",
    );
  });
});

describe("--var", () => {
  const given = (variable: string, type: string) =>
    nameOf({ "main.tf": `${NETWORK("jsonencode(var.x)")}variable "x" { ${type} }` }, [{ variable }]);

  test.each([
    ['x=["a"]', "", '"[\\"a\\"]"'],
    ['x=["a"]', "type = any", '["a"]'],
    ['x="q"', "type = string", '"\\"q\\""'],
    ["x=", "type = string", '""'],
    ["x=a=b", "type = string", '"a=b"'],
    ["x=7", "type = number", "7"],
    ["x=true", "type = bool", "true"],
    ['x=["a",]', "type = list(string)", '["a"]'],
    [`x={ a = "\${1}" }`, "type = map(string)", '{"a":"1"}'],
  ])("%s of a variable with %s is what terraform -var makes of it", async (variable, type, value) => {
    expect(await given(variable, type)).toBe(value);
  });

  test.each([
    ["y=1", "type = string", "var.y, which FOLDER does not declare: it declares x"],
    ["x", "type = string", '--var takes NAME=VALUE, got "x"'],
    ["x=a", "type = number", "var.x is not of the type"],
    ["x=a", "type = list(string)", "not a literal"],
    ['x=[]\ny = ["a"]', "type = list(string)", "not a literal"],
    ["x=[", "type = list(string)", "--var x:"],
  ])("%s of a variable with %s is refused", async (variable, type, why) => {
    expect(await refusal({ "main.tf": `variable "x" { ${type} }` }, [{ variable }])).toContain(why);
  });

  test("a file that is not there, or holds a block, is refused", async () => {
    write({ "main.tf": "", "a.txt": "a {}" });
    expect(await refusal({}, [{ file: join(folder, "no.tfvars") }])).toBe("FOLDER/no.tfvars does not exist");
    expect(await refusal({}, [{ file: join(folder, "a.txt") }])).toContain("FOLDER/a.txt:1 holds a block, a");
  });
});

describe("a module", () => {
  const call = (source: string, more = "") =>
    `module "m" {\n  source = "${source}"\n${more}}\n${NETWORK("module.m.out")}`;
  const OUT = 'output "out" { value = "found" }';

  test("is found beside the root, and within another one", async () => {
    expect(await nameOf({ "main.tf": call("./m"), "m/main.tf": OUT })).toBe("found");
    const nested = 'module "n" { source = "../n" }\noutput "out" { value = module.n.out }';
    expect(await nameOf({ "m/main.tf": nested, "n/main.tf.json": '{"output":{"out":{"value":"deeper"}}}' })).toBe(
      "deeper",
    );
  });

  test("is found where terraform init has put it, and within such a one", async () => {
    const inner = 'module "n" { source = "x/y/z" }\noutput "out" { value = module.n.out }';
    const Modules = [
      { Key: "", Source: "", Dir: "." },
      { Key: "m", Source: "a/b/c", Dir: ".terraform/modules/m" },
      { Key: "m.n", Source: "x/y/z", Dir: ".terraform/modules/m.n/sub" },
    ];
    const files = {
      "main.tf": call("a/b/c"),
      ".terraform/modules/modules.json": JSON.stringify({ Modules }),
      ".terraform/modules/m/main.tf": inner,
      ".terraform/modules/m.n/sub/main.tf": OUT,
    };
    expect(await nameOf(files)).toBe("found");
  });

  test.each<[string, string, Record<string, string>, string]>([
    ["a registry that was not asked", "a/b/c", {}, 'module.m comes from "a/b/c": run terraform init'],
    ["a folder that is not there", "./no", {}, "there is no folder"],
    ["a folder without files", "./empty", { "empty/x": "" }, "holds no .tf files"],
    ["its own folder", "./", {}, "which is a folder that it is called in"],
    [
      "a place outside",
      "a/b/c",
      { ".terraform/modules/modules.json": '{"Modules":[{"Key":"m","Dir":"../../etc"}]}' },
      "run terraform init",
    ],
    [
      "the top of the disk",
      "a/b/c",
      { ".terraform/modules/modules.json": '{"Modules":[{"Key":"m","Dir":"/etc"}]}' },
      "run terraform init",
    ],
    ["what was another source", "b/n/c", installed(), "has put another source in its place: run terraform init again"],
    [
      "what was another version",
      'a/b/c"\n version = "~> 2.0',
      installed("1.9.0"),
      "has put version 1.9.0 in its place",
    ],
    ["a source with a token", "git::https://me:hush@host/x.git?key=hush", {}, 'comes from "git::https://host/x.git":'],
    ["an expression", "$${x}", {}, "has no source that is written out"],
  ])("from %s is named, and nothing hangs", async (_, source, files, why) => {
    const { blindSpots } = await read({ "main.tf": call(source), ...files });
    expect(JSON.stringify(blindSpots)).toContain(JSON.stringify(why).slice(1, -1));
  });

  test("whose folder is a link to itself is named", async () => {
    symlinkSync("loop", join(folder, "loop"));
    expect(JSON.stringify((await read({ "main.tf": call("./loop") })).blindSpots)).toContain("there is no folder");
  });

  test("that calls itself twice at each step ends", async () => {
    const twice = 'module "a" { source = "../m" }\nmodule "b" { source = "../m" }';
    expect((await read({ "main.tf": call("./m"), "m/main.tf": twice })).blindSpots).toHaveLength(2);
  });

  test("that is called too often is named", async () => {
    const files: Record<string, string> = { "main.tf": call("./m0") };
    for (let at = 0; at < 12; at++) {
      files[`m${at}/main.tf`] = ["a", "b", "c"]
        .map((name) => `module "${name}" { source = "../m${at + 1}" }`)
        .join("\n");
    }
    expect(JSON.stringify((await read({ ...files, "m12/main.tf": OUT })).blindSpots)).toContain(
      "follows 1000 module calls",
    );
  });

  test("manifest that terraform init did not write is refused", async () => {
    expect(await refusal({ "main.tf": call("a/b/c"), ".terraform/modules/modules.json": "[]" })).toContain(
      "lists no modules",
    );
    expect(await refusal({ ".terraform/modules/modules.json": "{" })).toContain("modules.json is not JSON");
  });
});

describe("a file that is no HCL of Terraform's is refused", () => {
  test.each<[string, string | Buffer, string]>([
    ["a block that does not end", 'resource "a" "b" {', "FOLDER/main.tf:1 is not HCL: Unclosed configuration block"],
    ["a repeated argument", "locals {\n  a = 1\n  a = 2\n}", "FOLDER/main.tf:3 is not HCL: Attribute redefined"],
    ["a repeated block", NETWORK('"a"') + NETWORK('"b"'), "google_compute_network.n is declared twice"],
    ["a repeated variable", 'variable "x" {}\nvariable "x" {}', "var.x is declared twice"],
    ["a repeated local", "locals { a = 1 }\nlocals { a = 2 }", "local.a is declared twice"],
    ["a label too few", 'resource "google_redis_instance" {\n  cache {}\n}', "takes a type and a name, got 1 labels"],
    ["an argument on top", "\nfoo = 1", 'holds "foo", which Terraform knows no block by'],
    ["an unknown block", "\nresorce {}", 'FOLDER/main.tf:2 holds "resorce"'],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00]), "is not text in UTF-8"],
    ["ten thousand brackets", `locals {\n  a = ${"[".repeat(10_000)}${"]".repeat(10_000)}\n}`, "brackets open at once"],
    ["ten thousand minus signs", `locals {\n  a = ${"-".repeat(10_000)}1\n}`, "negates something 200 times"],
    [
      "ten thousand templates",
      `locals {\n  a = ${'"${'.repeat(10_000)}1${'}"'.repeat(10_000)}\n}`,
      "brackets open at once",
    ],
    ["three megabytes", `# ${"x".repeat(3_000_000)}`, "has 3000002 bytes"],
  ])("%s", async (_, text, why) => {
    expect(await refusal({ "main.tf": text })).toContain(why);
  });

  test("one alone, whose folder is meant", async () => {
    write({ "main.tf": "", "x.tfvars": "" });
    await expect(readInput(join(folder, "main.tf"))).rejects.toThrow(`give its folder, ${folder}`);
    await expect(readInput(join(folder, "x.tfvars"))).rejects.toThrow("this as --var-file");
  });
});

test("what is said in a comment is not said", async () => {
  const text = `${NETWORK('"a" # google_redis_instance.old.host')}locals {\n  b = upper(/* google_redis_instance.r.host */ "x")\n}\n`;
  const service =
    'resource "google_cloud_run_v2_service" "s" {\n  name = join(",", [local.b, # google_redis_instance.r.host\n  "y"])\n}\n';
  const { resources } = await read({ "main.tf": text + service });
  expect(resources.flatMap(({ reads }) => reads)).toEqual([]);
});

test("what a block holds is found on its line, and what stands twice on that of the block", async () => {
  const text = `# resource "google_cloud_run_v2_service" "s" {
resource "google_cloud_run_v2_service" "s" {
  name = "}" /* { */
  template {
    containers {
      name = "app"
      args = [<<-E
        env {
        E
      ]
      env {
        name  = "A"
        value = "1"
      }
      env {
        name  = "B"
        value = "2"
      }
    }
  }
}
`;
  const { resources } = await read({ "main.tf": text });
  const sourceOf = sourcesOf(folder, resources);
  const line = (attribute: string) => sourceOf("google_cloud_run_v2_service.s", attribute)?.line;
  expect(line("")).toBe(2);
  expect(line("name")).toBe(3);
  expect(line("template.containers.env[B].value")).toBe(17);
  expect(line("template.containers[0].env[A]")).toBe(12);
  expect(line("template.containers.env")).toBe(5);
  expect(line("template.containers.env[C].value")).toBe(5);
  expect(sourceOf("google_cloud_run_v2_service.s")?.file).toBe(join(folder, "main.tf"));
});

test("a mark before a brace on each of 30,000 lines is read line by line, and not each from the beginning", async () => {
  const lines = Array.from({ length: 30_000 }, (_, index) => `  a${index} = "\${"$"}{x}"`);
  const { resources } = await read({
    "main.tf": `locals {\n${lines.join("\n")}\n}\nresource "google_compute_network" "vpc" {\n  name = "vpc"\n}\n`,
  });
  expect(resources.map(({ values }) => values.name)).toEqual(["vpc"]);
}, 60_000);

test("a plan and a .tf.json root are judged without loading the parser", () => {
  const loaded = (input: string) => {
    const script = `
      process.argv.splice(1, 0, "lineup");
      require("./lineup/bin/lineup.js");
      process.on("exit", () => {
        console.log("LOADED", Object.keys(require.cache).some((file) => file.includes("hcl2json")));
      });`;
    const run = ["-e", script, "verify", input, "--quiet"];
    const cwd = join(__dirname, "../../..");
    return /LOADED (\w+)/.exec(spawnSync(process.execPath, run, { cwd, encoding: "utf8" }).stdout)?.[1];
  };
  write({ "json/main.tf.json": "{}", "hcl/main.tf": "" });
  expect(loaded(planFile("verify", "ok"))).toBe("false");
  expect(loaded(corpus("verify/ok"))).toBe("false");
  expect(loaded(join(folder, "json"))).toBe("false");
  expect(loaded(join(folder, "hcl"))).toBe("true");
});

test("a secret in HCL is not printed with what is wrong in its file", async () => {
  expect(await refusal({ "main.tf": 'locals {\n  password = "s3cret" "s3cret"\n}' })).not.toContain("s3cret");
});

test.each(["ab%{s3cret}cd", "ab%{ s3cret ~}", "s3cret%{if x}", "%{ for s3cret }", "\\s3cret", "s3cret${"])(
  "a secret such as %s is not quoted with what the parser says of it",
  async (secret) => {
    const text = (name: string) => `${name} = "${secret}"\n`;
    const said = await refusal({ "main.tf": `locals {\n  ${text("password")}}\n` });
    expect(said).toMatch(/^FOLDER\/main.tf:2 is not HCL: [A-Z]/);
    write({ "main.tf": 'variable "password" {}\n' });
    const ofValues = await refusal({ "terraform.tfvars": text("password") });
    expect(ofValues).toMatch(/^FOLDER\/terraform.tfvars:1 is not HCL: [A-Z]/);
    for (const one of [said, ofValues]) expect(one).not.toMatch(/s3cret|"s"/);
  },
);

describe("a name that depends on a variable without a value", () => {
  const root = (network: string, more = "") => `variable "env" {}
provider "google" {
  project = "acme"
  region  = "europe-west1"
}
resource "google_compute_network" "vpc" {
  name = "\${var.env}-vpc"
  auto_create_subnetworks = false
}
resource "google_compute_network" "other" {
  name = "\${var.env}-other"
  auto_create_subnetworks = false
}
resource "google_compute_global_address" "psa" {
  name = "\${var.env}-psa"
  network = google_compute_network.vpc.id
  purpose = "VPC_PEERING"
  address_type = "INTERNAL"
  address = "10.166.0.0"
  prefix_length = 16
}
resource "google_service_networking_connection" "psa" {
  network = google_compute_network.vpc.id
  service = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.psa.name]
}
resource "google_vpc_access_connector" "conn" {
  name = "conn"
  region = "europe-west1"
  network = ${network}
  ip_cidr_range = "10.2.0.0/28"
  min_instances = 2
  max_instances = 5
  ${more}
}
resource "google_redis_instance" "cache" {
  name = "cache"
  memory_size_gb = 1
  authorized_network = google_compute_network.vpc.id
  connect_mode = "PRIVATE_SERVICE_ACCESS"
  depends_on = [google_service_networking_connection.psa]
}
resource "google_cloud_run_v2_service" "api" {
  name = "api"
  location = "europe-west1"
  template {
    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"
      env {
        name = "REDIS_HOST"
        value = google_redis_instance.cache.host
      }
      env {
        name = "REDIS_PORT"
        value = google_redis_instance.cache.port
      }
    }
    vpc_access {
      connector = google_vpc_access_connector.conn.id
      egress = "PRIVATE_RANGES_ONLY"
    }
  }
}
`;
  const verdict = async (network: string, more?: string) =>
    judge(await read({ "main.tf": root(network, more) })).verdict;

  test("is that of its resource", async () => {
    expect(await verdict("google_compute_network.vpc.name")).toBe("reachable");
    expect(await verdict("google_compute_network.vpc.id")).toBe("reachable");
  });

  test("is no other resource's, and not one of another project", async () => {
    expect(await verdict("google_compute_network.other.name")).toBe("unknown");
    expect(await verdict("google_compute_network.vpc.name", 'project = "elsewhere"')).toBe("unknown");
  });

  test("is named by the variable in what it makes unknown", async () => {
    const { paths } = judge(await read({ "main.tf": root(`"\${var.env}-vpc"`) }));
    const said = JSON.stringify(paths);
    expect(said).toContain(`\${var.env} (a variable without a value: --var gives one)`);
    expect(said).not.toContain("an expression that is not evaluated");
  });

  test("is told from a network of the same name in a project that is not known", async () => {
    const named = root("google_compute_network.vpc.id", 'project = "acme"').replaceAll(`\${var.env}-vpc`, "vpc");
    const input = named
      .replace('project = "acme"', "project = var.env")
      .replace("google_compute_network.vpc.id\n  ip", '"vpc"\n  ip');
    const said = JSON.stringify(judge(await read({ "main.tf": input })).paths);
    expect(said).not.toContain("whether vpc is vpc");
    expect(said).toContain("whether vpc is one network in both places");
  });
});

test("one id of what is not in this input is one network, and one name may be two", async () => {
  const root = (output: string, last = output) => `data "terraform_remote_state" "net" { backend = "gcs" }
provider "google" {
  project = "acme"
  region  = "europe-west1"
}
resource "google_vpc_access_connector" "conn" {
  name = "conn"
  network = data.terraform_remote_state.net.outputs.${output}
  ip_cidr_range = "10.2.0.0/28"
}
resource "google_redis_instance" "cache" {
  name = "cache"
  memory_size_gb = 1
  authorized_network = data.terraform_remote_state.net.outputs.${last}
}
resource "google_cloud_run_v2_service" "api" {
  name = "api"
  location = "europe-west1"
  template {
    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"
      env {
        name = "REDIS_HOST"
        value = google_redis_instance.cache.host
      }
    }
    vpc_access { connector = google_vpc_access_connector.conn.id }
  }
}
`;
  const asked = async (output: string, last?: string) =>
    JSON.stringify(judge(await read({ "main.tf": root(output, last) })).paths).includes(
      "cannot determine whether data",
    );
  expect(await asked("network_id")).toBe(false);
  expect(await asked("network_id", "other_id")).toBe(true);
  expect(await asked("network_name")).toBe(true);
});
