import { argsOf, COMMAND } from "../../../probe/command";
import { PROBE_IMAGE } from "../../../probe/image";
import { MAX_RETRIES, nameOfProbe, PARALLELISM, PROBE_LABEL, TASK_COUNT, TIMEOUT_SECONDS } from "../../../probe/job";

/** A job of the probe as `gcloud run jobs replace` takes it, for whoever does not deploy with this project. */
export function jobToPrint(service = "SERVICE"): object {
  return {
    apiVersion: "run.googleapis.com/v1",
    kind: "Job",
    metadata: { name: nameOfProbe(service), labels: { [PROBE_LABEL]: service } },
    spec: {
      template: {
        metadata: {
          annotations: {
            "run.googleapis.com/vpc-access-connector": "CONNECTOR",
            "run.googleapis.com/vpc-access-egress": "private-ranges-only",
          },
        },
        spec: {
          ...{ taskCount: TASK_COUNT, parallelism: PARALLELISM },
          template: {
            spec: {
              serviceAccountName: "ACCOUNT",
              ...{ maxRetries: MAX_RETRIES, timeoutSeconds: String(TIMEOUT_SECONDS) },
              containers: [
                {
                  ...{ image: PROBE_IMAGE, command: COMMAND, args: argsOf() },
                  env: [
                    { name: "REDIS_HOST", value: "HOST" },
                    { name: "REDIS_PORT", value: "PORT" },
                    { name: "REDIS_PASSWORD", valueFrom: { secretKeyRef: { name: "SECRET", key: "latest" } } },
                  ],
                },
              ],
            },
          },
        },
      },
    },
  };
}

/** What has to be filled in, and with what: the probe is worth what it has in common with its service. */
export const NOTES: readonly string[] = [
  "fill in what is written in capitals, with what the service itself has: SERVICE, CONNECTOR, ACCOUNT, HOST, PORT and SECRET",
  "a service with an interface of its own in the network has run.googleapis.com/network-interfaces in place of the two annotations: copy it",
  "without AUTH leave REDIS_PASSWORD out; with TLS mount the certificates of the instance from a secret and set REDIS_CA_FILE to the file",
  "then: gcloud run jobs replace FILE --region REGION --project PROJECT, and lineup probe --project PROJECT --service SERVICE",
];
