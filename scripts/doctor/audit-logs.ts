import { own } from "../../lineup/src/inputs/blocks";
import { blocksOf, mustSay, ofType } from "../cloud/written";
import { again, type Check, listIn, reading, wrong } from "./check";
import { policyOfProject } from "./policy";

/** That reading a secret, or the state, is logged, and that nobody is left out of it. */
export const auditLogs: Check = {
  title: "audit logs",
  judge: async (world) => {
    const written = ofType(world.bootstrap, "google_project_iam_audit_config");
    const findings = await reading("what is logged", async () => {
      const policy = await policyOfProject(world.reader);
      const live = own(policy, "auditConfigs") === undefined ? [] : listIn(policy, "auditConfigs");
      return written.flatMap((of) => {
        const service = mustSay(of, "service");
        const configs = live
          .filter((one) => own(one, "service") === service)
          .flatMap((one) =>
            own(one, "auditLogConfigs") === undefined ? [] : listIn({ logs: own(one, "auditLogConfigs") }, "logs"),
          );
        return blocksOf(of, "audit_log_config").flatMap(({ log_type: type }) => {
          const found = configs.filter((one) => own(one, "logType") === type);
          if (found.length === 0) return [wrong(`${type} of ${service} is not logged`, again(world))];
          const exempted = found.flatMap((one) => own(one, "exemptedMembers") ?? []);
          return exempted.length > 0
            ? [wrong(`${type} of ${service} is not logged for ${exempted.join(", ")}`, again(world))]
            : [];
        });
      });
    });
    return { good: written.map((of) => mustSay(of, "service")).join(", "), findings };
  },
};
