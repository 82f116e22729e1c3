/** Why a container never ran, or did not end by itself. */
export interface Obstacle {
  code: string;
  message: string;
  fix: string;
  /** It looks the same where a grant is some minutes old: worth another run. */
  mayBeYoung?: true;
}

interface Known extends Obstacle {
  /** What `reason` or `executionReason` of a condition says. */
  reasons: readonly string[];
  /** A part of a message, where Google gives no reason of its own. Messages are searched and never printed. */
  phrase?: RegExp;
}

/** In the order in which they are looked for: the surer first. */
export const OBSTACLES: readonly Known[] = [
  {
    code: "EXECUTION_CANCELLED",
    reasons: ["CANCELLED", "CANCELLING"],
    message: "somebody cancelled the execution before it ended",
    fix: "run the probe again, and look in the audit log who cancels executions",
  },
  {
    code: "EXECUTION_DELETED",
    reasons: ["DELETED"],
    message: "somebody deleted the execution before it ended",
    fix: "run the probe again",
  },
  {
    code: "IMAGE_REFUSED",
    reasons: ["CONTAINER_IMAGE_UNAUTHORIZED"],
    phrase: /binary authorization|not authorized by policy|denied by attestor|allowlist/i,
    message:
      "the image of the probe may not run: Binary Authorization refuses it, or its registry is none that Cloud Run reads",
    fix: "attest the image, exempt it in the policy, or name a mirror of it in Artifact Registry: probe.image in the environment's file",
  },
  {
    code: "IMAGE_NOT_CHECKED",
    reasons: ["CONTAINER_IMAGE_AUTHORIZATION_CHECK_FAILED"],
    message: "whether Binary Authorization lets the image run could not be found out",
    fix: "look whether the Binary Authorization API is on, and its policy readable by Cloud Run's service agent",
    mayBeYoung: true,
  },
  {
    code: "IMAGE_MISSING",
    reasons: ["CONTAINER_MISSING"],
    phrase: /image '?\S{0,300} not found|manifest unknown|failed to pull/i,
    message: "the image of the probe is not in its registry any more, or the registry cannot be reached",
    fix: "deploy the job again, or name a mirror of the image: probe.image in the environment's file",
  },
  {
    code: "IMAGE_NOT_READABLE",
    reasons: ["CONTAINER_PERMISSION_DENIED"],
    message: "Cloud Run may not read the image of the probe",
    fix: "let the service agent of Cloud Run read the repository of the image",
    mayBeYoung: true,
  },
  {
    code: "SECRET_NOT_READABLE",
    reasons: ["SECRETS_ACCESS_CHECK_FAILED"],
    phrase: /permission denied on secret|secretmanager\.versions\.access|secret \S{0,300} was not found/i,
    message: "the account of the job may not read a secret that the job names, or the secret has no such version",
    fix: "grant roles/secretmanager.secretAccessor on the secret to that account; the service reads the same one",
    mayBeYoung: true,
  },
  {
    code: "KEY_NOT_USABLE",
    reasons: ["ENCRYPTION_KEY_PERMISSION_DENIED", "ENCRYPTION_KEY_CHECK_FAILED"],
    message: "Cloud Run may not use the key that the job is encrypted with",
    fix: "grant roles/cloudkms.cryptoKeyEncrypterDecrypter on the key to Cloud Run's service agent",
    mayBeYoung: true,
  },
  {
    code: "NETWORK_NOT_FOUND",
    reasons: ["VPC_NETWORK_NOT_FOUND"],
    message: "the network or the subnet that the job names does not exist",
    fix: "deploy again: the job names the network that its service has",
  },
  {
    code: "CONNECTOR_NOT_READY",
    reasons: [],
    phrase: /vpc (access )?connector/i,
    message: "the connector that the job names is not there or not ready, so its container was not started",
    fix: "gcloud compute networks vpc-access connectors describe NAME --region REGION says its state; the service uses the same one",
  },
  {
    code: "QUOTA",
    reasons: ["DELAYED_START_PENDING", "DELAYED_EXECUTION_EXCEEDING_DURATION_LIMIT"],
    phrase: /quota|resource_exhausted|resource exhausted|insufficient (cpu|memory|capacity)/i,
    message: "a quota or the capacity of the region kept the container from starting",
    fix: "run the probe again later, or ask for more of the quota of Cloud Run in this region",
  },
  {
    code: "EXECUTION_TIMED_OUT",
    reasons: ["PROGRESS_DEADLINE_EXCEEDED"],
    phrase: /timeout was reached|timed out|deadline exceeded|maximum timeout/i,
    message:
      "the execution ran out of its time: the script ends within five seconds, so its container came up too late",
    fix: "run the probe again; where this stays, look at the system events of the job in Cloud Logging",
  },
  {
    code: "NOT_ALLOWED_AT_START",
    reasons: [],
    phrase: /permission_denied|permission denied|does not have permission|actas/i,
    message: "something that the job needs to start may not be used by its account or by Cloud Run's service agent",
    fix: "look at the system events of the job in Cloud Logging: they name the permission",
    mayBeYoung: true,
  },
  {
    code: "STATUS_UNKNOWN",
    reasons: ["JOB_STATUS_SERVICE_POLLING_ERROR", "INTERNAL", "UNKNOWN", "POSTPONED_RETRY", "IMMEDIATE_RETRY"],
    message: "Cloud Run could not find out what became of the execution",
    fix: "run the probe again",
  },
];
