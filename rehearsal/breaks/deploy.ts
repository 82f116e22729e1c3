import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { BACKEND } from "../scenarios/incident/names";
import type { CloudObject } from "../server/store";
import type { Break, Hands } from "./break";
import { BACKEND_NAME, BOTH, BUCKET, DEPLOY, STATE } from "./names";

const LOCK = STATE.replace(/tfstate$/, "tflock");
const NOBODY: readonly string[] = [];

export const deployBreaks: readonly Break[] = [
  {
    id: "lock left behind",
    title: "a deploy was killed, and its lock on the state stayed",
    happens: (hands) =>
      hands.callApi("POST", `upload/storage/v1/b/${BUCKET}/o?uploadType=media&name=${encodeURIComponent(LOCK)}`, {
        ID: "9db590f1-b6fe-c5f2-2678-8804f089deba",
        Operation: "OperationTypeApply",
        Info: "",
        Who: "ana@laptop",
        Version: "1.11.4",
        Created: new Date(Date.now() - 3 * HOUR).toISOString(),
        Path: `gs://${BUCKET}/${LOCK}`,
      }),
    sought: [
      {
        codes: ["STATE_LOCKED"],
        hits: NOBODY,
        repair: { command: /^terraform -chdir=\S+ force-unlock (-force )?\d+$/, by: "terraform" },
      },
    ],
  },
  {
    id: "state not saved",
    title: "a deploy could not store its state, and left errored.tfstate",
    happens: async ({ folder, cloud }) => {
      const state = JSON.parse(cloud.objects.read(BUCKET, STATE) ?? "{}") as CloudObject;
      writeFileSync(join(folder, "errored.tfstate"), JSON.stringify({ ...state, serial: Number(state.serial) + 1 }));
    },
    sought: [
      {
        codes: ["STATE_NOT_SAVED"],
        hits: NOBODY,
        repair: { command: /^terraform -chdir=\S+ state push \S*errored\.tfstate$/, by: "terraform" },
      },
    ],
  },
  {
    id: "apply interrupted",
    title: "an apply ended half way: a service was not made again, and the state has it no more",
    happens: async (hands) => {
      await hands.callApi("DELETE", BACKEND);
      await changeState(hands, (resources) => resources.filter((one) => !isBackend(one)));
    },
    sought: [{ codes: ["APPLY_INTERRUPTED", "RESOURCE_MISSING"], hits: [BACKEND_NAME], repair: DEPLOY }],
  },
  {
    id: "API disabled",
    title: "the API of Memorystore is disabled",
    happens: (hands) =>
      hands.callApi("POST", "serviceusage/v1/projects/netra-staging/services/redis.googleapis.com:disable", {}),
    sought: [
      {
        codes: ["RESOURCE_MISSING"],
        hits: BOTH,
        repair: { command: /^gcloud services enable redis\.googleapis\.com\b/, by: "gcloud" },
      },
    ],
  },
];

const HOUR = 60 * 60 * 1000;
const isBackend = ({ type, name }: CloudObject) =>
  type === "google_cloud_run_v2_service" && String(name).startsWith("backend");

async function changeState(hands: Hands, change: (resources: CloudObject[]) => CloudObject[]): Promise<void> {
  const state = JSON.parse(hands.cloud.objects.read(BUCKET, STATE) ?? "{}") as CloudObject & {
    resources: CloudObject[];
  };
  await hands.callApi("POST", `upload/storage/v1/b/${BUCKET}/o?uploadType=media&name=${encodeURIComponent(STATE)}`, {
    ...state,
    serial: Number(state.serial) + 1,
    resources: change(state.resources),
  });
}
