import { enable, enabledApis } from "../cloud/apis";
import { FIRST_APIS } from "../cloud/open";
import { mustSay, ofType } from "../cloud/written";
import { type Check, reading, wrong } from "./check";

export const apis: Check = {
  title: "APIs",
  judge: async ({ bootstrap, deployed, reader }) => {
    const written = ofType([...bootstrap, ...deployed], "google_project_service");
    const wanted = [...new Set([...FIRST_APIS, ...written.map((one) => mustSay(one, "service"))])].sort();
    const findings = await reading("which are on", async () => {
      const enabled = await enabledApis(reader);
      const off = wanted.filter((api) => !enabled.has(api));
      return off.length > 0 ? [wrong(`off: ${off.join(", ")}`, enable(off, reader.project.id))] : [];
    });
    return { good: `${wanted.length} are on`, findings };
  },
};
