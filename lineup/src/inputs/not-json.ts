import { dirname } from "node:path";
import { UnusableInput } from "./model";
import { binaryFor, planOf, showJson } from "./terraform-commands";

/** How an archive begins: a saved plan is one. */
const ZIP = "PK\u0003\u0004";
const FOR_PEOPLE =
  /Terraform (used the selected|will perform)|OpenTofu (used the selected|will perform)| will be (created|destroyed|updated in-place)$/m;

/** What a text is that is no JSON. It may hold secrets: of the error, which quotes the text, only the position is repeated. */
export function notJson(text: string, file: string, error: Error): UnusableInput {
  const show = `${binaryFor(dirname(file))} show -json plan.tfplan > plan.json`;
  if (text.startsWith(ZIP)) {
    return new UnusableInput(`${file} is a plan as Terraform saves it, and lineup reads its JSON:`, [
      showJson(file, "plan.json"),
    ]);
  }
  if (/^\s*\{"@level"/.test(text)) {
    return new UnusableInput(
      `${file} is the log stream of terraform plan -json, and lineup reads the JSON of the plan file:`,
      [show],
    );
  }
  if (FOR_PEOPLE.test(text.slice(0, 5_000))) {
    return new UnusableInput(
      `${file} is a plan as Terraform prints it for people, and lineup reads its JSON:`,
      planOf("."),
    );
  }
  if (text.startsWith("\ufffd\ufffd") && text.includes("\0")) {
    return new UnusableInput(`${file} is UTF-16, which PowerShell's > writes, and JSON is UTF-8:`, [
      `${binaryFor(dirname(file))} show -json plan.tfplan | Out-File -Encoding utf8 plan.json`,
    ]);
  }
  if (text.startsWith("[command]")) {
    return new UnusableInput(
      `${file} begins with what the wrapper of hashicorp/setup-terraform adds to every output: set terraform_wrapper: false in that step`,
    );
  }
  const position = /position (\d+)/.exec(error.message)?.[1];
  return new UnusableInput(
    `${file} is not JSON${position ? ` (at character ${position} of ${text.length})` : ""}: the file is cut off, or is in another format`,
  );
}
