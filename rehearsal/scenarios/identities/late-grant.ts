import { apply, assertNothingToDo } from "../../plans";
import { succeeded } from "../../sandbox";
import { assertThat, type ScenarioStep } from "../../steps";
import { BACKEND, PROJECT } from "../incident/names";
import type { Scene } from "./scene";
import { assertRefused } from "./work";

const SECRETS = `secretmanager/v1/projects/${PROJECT}/secrets`;
const SERVICE = "google_cloud_run_v2_service.backend_service";

/** docs/runbooks/first-deploy-failed.md: a grant acts minutes after it is given, and a service starts in seconds. */
export function lateGrant(scene: Scene): ScenarioStep[] {
  return [
    {
      title: "a service and its access to a secret are made in one apply: the grant acts later, and the apply fails",
      run: async () => {
        await removeServiceAndGrants(scene);
        assertRefused(await apply(scene.as("deploy")), "Permission denied on secret", "for Revision service account");
        return undefined;
      },
    },
    {
      title: "terraform would replace the service, which its protection prevents",
      run: async () => {
        assertRefused(await apply(scene.as("deploy")), "deletion_protection");
        return undefined;
      },
    },
    {
      title: "untaint: terraform makes what is missing, and sees nothing to change of a service whose revision failed",
      run: async () => {
        scene.wait(7);
        await scene.as("deploy").mustSucceed("untaint", SERVICE);
        succeeded(await apply(scene.as("deploy")));
        await assertNothingToDo(scene.as("deploy"));
        assertThat(
          (await stateOf(scene)) === "CONDITION_FAILED",
          "no revision was made, so the service has still failed",
        );
        return undefined;
      },
    },
    {
      title:
        "the app's pipeline deploys the image once more, as lineup-release: the next revision starts, nothing is left to do",
      run: async () => {
        const pipeline = scene.as("release");
        const { template } = await pipeline.callApi("GET", BACKEND);
        await pipeline.callApi("PATCH", `${BACKEND}?updateMask=template&forceNewRevision=true`, { template });
        scene.wait(1);
        assertThat((await stateOf(scene)) === "CONDITION_SUCCEEDED", "the service is ready");
        await assertNothingToDo(scene.as("deploy"));
        return undefined;
      },
    },
  ];
}

async function stateOf(scene: Scene): Promise<unknown> {
  const { terminalCondition } = (await scene.owner.callApi("GET", BACKEND)) as { terminalCondition: { state: string } };
  return terminalCondition.state;
}

/** Somebody removes a service and what its account may read; the account stays. */
async function removeServiceAndGrants(scene: Scene): Promise<void> {
  const { template } = (await scene.owner.callApi("GET", BACKEND)) as { template: { serviceAccount: string } };
  await scene.owner.callApi("DELETE", BACKEND);
  const { secrets = [] } = (await scene.owner.callApi("GET", SECRETS)) as { secrets?: { name: string }[] };
  for (const { name } of secrets) {
    const secret = `secretmanager/v1/${name}`;
    const { bindings = [] } = (await scene.owner.callApi("GET", `${secret}:getIamPolicy`)) as { bindings?: Binding[] };
    const left = bindings.map(({ role, members }) => ({
      role,
      members: members.filter((one) => one !== `serviceAccount:${template.serviceAccount}`),
    }));
    await scene.owner.callApi("POST", `${secret}:setIamPolicy`, { policy: { bindings: left } });
  }
  scene.wait(7);
}

interface Binding {
  role: string;
  members: string[];
}
