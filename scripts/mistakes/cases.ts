import { infra } from "./infra";

export interface Mistake {
  /** What somebody did, as the heading has it. */
  about: string;
  /** What was typed. */
  typed: string;
  /** Files that are there in addition, or instead. */
  files?: Readonly<Record<string, string>>;
}

const VARIABLES = { "infra/terraform.tfvars": 'region = "europe-west1"\n' };

export const MISTAKES: readonly Mistake[] = [
  { about: "A command is misspelt", typed: "lineup verfy plan.json" },
  { about: "The command is left out", typed: "lineup plan.json" },
  { about: "A command of another tool", typed: "lineup validate infra" },
  { about: "An option is misspelt", typed: "lineup verify plan.json --jsn" },
  { about: "An option is written as Terraform writes it", typed: "lineup verify plan.json -out=report.txt" },
  { about: "An option of another command", typed: "lineup verify plan.json --exceptions accepted.json" },
  { about: "A format that there is not", typed: "lineup verify plan.json --format yaml" },
  { about: "The report would replace the plan", typed: "lineup review plan.json --output plan.json" },
  { about: "A plan is wanted and none is named", typed: "lineup review" },
  { about: "A value for a variable, and no configuration", typed: "lineup review plan.json --var region=europe-west1" },
  { about: "A service by its name in the cloud", typed: "lineup verify plan.json --from orders-api" },
  { about: "Nothing is named, and the folder has no app", typed: "lineup verify" },
  { about: "The name of the file is misspelt", typed: "lineup verify plan.jsno" },
  { about: "The plan as Terraform saves it", typed: "lineup verify plan.tfplan" },
  {
    about: "The same, of OpenTofu, in another folder",
    typed: "lineup review infra/plan.tfplan",
    files: {
      "infra/plan.tfplan": "PK\u0003\u0004",
      "infra/.terraform/environment": "default",
      "infra/.terraform.lock.hcl": 'provider "registry.opentofu.org/hashicorp/google" {\n}\n',
    },
  },
  { about: "One file of a root", typed: "lineup verify infra/main.tf" },
  { about: "The source where a plan is wanted", typed: "lineup review infra/main.tf" },
  { about: "The state file itself", typed: "lineup verify terraform.tfstate" },
  { about: "The log of the plan", typed: "lineup verify plan.log" },
  { about: "What Terraform prints for people", typed: "lineup verify plan.txt" },
  { about: "A file that PowerShell wrote", typed: "lineup verify powershell.json" },
  { about: "A state where a plan is wanted", typed: "lineup review state.json" },
  { about: "The folder above the root", typed: "lineup verify ." },
  { about: "A drift that nothing proves", typed: "lineup drift unchanged.json" },
  { about: "A project by its number", typed: "lineup inventory --project 123456789012" },
  { about: "A probe, and no project", typed: "lineup probe --service orders-api" },
  {
    about: "The service of a probe where an input would stand",
    typed: "lineup probe orders-api --project acme-staging",
  },
  {
    about: "The service of a probe by its address",
    typed: "lineup probe --project acme-staging --service google_cloud_run_v2_service.orders",
  },
  {
    about: "A plan beside the probe",
    typed: "lineup probe --project acme-staging --state plan.json",
  },
  { about: "A code that there is not", typed: "lineup explain FIREWALL_RULES" },
  {
    about: "A mistake in the syntax of HCL",
    typed: "lineup verify infra",
    files: { "infra/main.tf": infra(["  memory_size_gb     = 1", "  memory_size_gb     ="]), ...VARIABLES },
  },
  {
    about: "A value for a variable that is not declared",
    typed: "lineup verify infra --var regoin=europe-west1",
  },
  {
    about: "The network of the connector by hand: the incident",
    typed: "lineup verify infra",
    files: { "infra/main.tf": infra(["google_compute_network.vpc.name", '"staging-vpc"']), ...VARIABLES },
  },
  {
    about: "No connector",
    typed: "lineup verify infra",
    files: {
      "infra/main.tf": infra([
        `    vpc_access {
      connector = google_vpc_access_connector.conn.id
      egress    = "PRIVATE_RANGES_ONLY"
    }
`,
        "",
      ]),
      ...VARIABLES,
    },
  },
];
