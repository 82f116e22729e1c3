import type { ChangedCloud } from "../recording/out-of-band";
import { type GcloudCommand, gcloudCommand } from "./words";

type CallApi = ChangedCloud["callApi"];
type Does = (command: GcloudCommand, callApi: CallApi) => Promise<unknown>;

const project = ({ flags }: GcloudCommand) => flags.get("project") ?? "";
const located = (command: GcloudCommand) =>
  `projects/${project(command)}/locations/${command.flags.get("region") ?? "-"}`;
const global = (command: GcloudCommand) => `compute/v1/projects/${project(command)}/global`;
const service = (command: GcloudCommand) => `run/v2/${located(command)}/services/${command.on[0] ?? ""}`;

/**
 * What gcloud sends for the commands that a diagnosis prints: a table that people have written, and no gcloud. It knows
 * nothing but these commands, asks for no confirmation, and what gcloud prints is not played.
 */
const COMMANDS: Record<string, Does> = {
  "compute firewall-rules update": (command, callApi) =>
    callApi("PATCH", `${global(command)}/firewalls/${command.on[0]}`, {
      disabled: command.flags.has("disabled"),
    }),
  "compute networks vpc-access connectors delete": (command, callApi) =>
    callApi("DELETE", `vpcaccess/v1/${located(command)}/connectors/${command.on[0]}`),
  "compute networks vpc-access connectors describe": (command, callApi) =>
    callApi("GET", `vpcaccess/v1/${located(command)}/connectors/${command.on[0]}`),
  "redis instances delete": (command, callApi) =>
    callApi("DELETE", `redis/v1/${located(command)}/instances/${command.on[0]}`),
  "redis instances describe": (command, callApi) =>
    callApi("GET", `redis/v1/${located(command)}/instances/${command.on[0]}`),
  "redis operations list": async () => undefined,
  "iam service-accounts enable": (command, callApi) =>
    callApi("POST", `iam/v1/projects/${project(command)}/serviceAccounts/${command.on[0]}:enable`, {}),
  "secrets versions enable": (command, callApi) =>
    callApi(
      "POST",
      `secretmanager/v1/projects/${project(command)}/secrets/${command.flags.get("secret")}/versions/${command.on[0]}:enable`,
      {},
    ),
  "services enable": (command, callApi) =>
    callApi("POST", `serviceusage/v1/projects/${project(command)}/services/${command.on[0]}:enable`, {}),
  "services vpc-peerings update": (command, callApi) => {
    const network = `projects/${project(command)}/global/networks/${command.flags.get("network")}`;
    const at = `servicenetworking/v1/services/${command.flags.get("service")}/connections/-`;
    const reservedPeeringRanges = (command.flags.get("ranges") ?? "").split(",");
    return callApi("PATCH", `${at}?updateMask=reservedPeeringRanges&force=true`, { network, reservedPeeringRanges });
  },
  "network-connectivity policy-based-routes delete": (command, callApi) =>
    callApi(
      "DELETE",
      `networkconnectivity/v1/projects/${project(command)}/locations/global/policyBasedRoutes/${command.on[0]}`,
    ),
  "network-connectivity policy-based-routes list": (command, callApi) =>
    callApi("GET", `networkconnectivity/v1/projects/${project(command)}/locations/global/policyBasedRoutes`),
  "run services update-traffic": async (command, callApi) => {
    const [revision] = (command.flags.get("to-revisions") ?? "").split("=");
    const target = command.flags.has("to-latest")
      ? { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }
      : { type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision, percent: 100 };
    return callApi("PATCH", `${service(command)}?updateMask=traffic`, { traffic: [target] });
  },
};

/** Does what gcloud would do. Throws where the command is not in the table, or holds a placeholder. */
export async function gcloud(line: string, callApi: CallApi): Promise<void> {
  // The longest name first: `compute networks` is the beginning of others.
  const names = Object.keys(COMMANDS).sort((one, other) => other.length - one.length);
  const command = gcloudCommand(line, names);
  if (!command) throw new Error(`what gcloud sends for this command is not in the table: ${line}`);
  const placeholder = [...command.on, ...command.flags.values()].find((word) => /^[A-Z][A-Z_-]+$/.test(word));
  if (placeholder !== undefined) throw new Error(`the command is to be copied, and says ${placeholder}: ${line}`);
  await COMMANDS[command.name]?.(command, callApi);
}
