import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configuration, LOCK } from "../attack-stage";
import { type Attack, beside, branch } from "./attack";

/** The artifact itself. */
export const artifact: Attack[] = [
  [
    "a link in the place of the configuration",
    beside((it) => {
      rmSync(join(it, "cdk.tf.json"));
      symlinkSync("/etc/passwd", join(it, "cdk.tf.json"));
    }),
    "is not a file",
  ],
  [
    "a link in the place of the folder",
    () => {
      const it = configuration(
        () => {},
        (folder) => {
          renameSync(folder, `${folder}-else`);
          symlinkSync(`${folder}-else`, folder);
        },
      );
      return it.check();
    },
    "is not a folder",
  ],
  ["a file of Terraform's beside it", beside((it) => writeFileSync(join(it, "main.tf"), "")), 'holds "main.tf"'],
  [
    "an override beside it",
    beside((it) => writeFileSync(join(it, "override.tf.json"), "{}")),
    'holds "override.tf.json"',
  ],
  ["variables beside it", beside((it) => writeFileSync(join(it, "terraform.tfvars"), "")), 'holds "terraform.tfvars"'],
  ["providers beside it", beside((it) => mkdirSync(join(it, ".terraform"))), 'holds ".terraform"'],
  ["a name with a line break", beside((it) => writeFileSync(join(it, "a\n::error::b"), "")), 'holds "a ::error::b"'],
  [
    "a replaced lock file",
    beside((it) => writeFileSync(join(it, ".terraform.lock.hcl"), LOCK.replace("zh:1", "zh:2"))),
    ".terraform.lock.hcl is not main's",
  ],
  [
    "a huge file",
    beside((it) => truncateSync(join(it, "cdk.tf.json"), 6_000_000)),
    "6000000 bytes, 5000000 are allowed",
  ],
  [
    "a key that is said twice",
    beside((it) => writeFileSync(join(it, "cdk.tf.json"), '{"terraform":{},"terraform":{}}')),
    "repeats the key",
  ],
  [
    "JSON a thousand levels deep",
    beside((it) => writeFileSync(join(it, "cdk.tf.json"), `{"a":${"[".repeat(1000)}${"]".repeat(1000)}}`)),
    "nested more than 500 levels",
  ],
  ["no JSON", beside((it) => writeFileSync(join(it, "cdk.tf.json"), "resource {}")), "is not read"],
  ["a list of resources", branch((it) => (it.resource = [it.resource])), "(not one block) is refused"],
];
