import { own } from "../../lineup/src/inputs/blocks";
import { type Check, Misshapen, reading, wrong } from "./check";

export const billing: Check = {
  title: "billing",
  judge: async ({ reader }) => {
    const { id } = reader.project;
    const findings = await reading("whether the project has billing", async () => {
      const said = await reader.one({
        api: "CLOUD_BILLING",
        path: `projects/${id}/billingInfo`,
        permission: "resourcemanager.projects.get",
      });
      if (own(said, "projectId") !== id) throw new Misshapen(`the answer is not about the project ${id}`);
      return own(said, "billingEnabled") === true
        ? []
        : [wrong("the project has no billing", `gcloud billing projects link ${id} --billing-account ACCOUNT_ID`)];
    });
    return { good: "on", findings };
  },
};
