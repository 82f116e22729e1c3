import { type ApiKind, thingOf, timestamp } from "../kind";
import { policyActions } from "./policies";

/** Keys that customers manage; nothing is encrypted here. Neither a ring nor a key can be deleted. */
export const keyRings: ApiKind = {
  collection: "cloudkms/projects/{project}/locations/{location}/keyRings",
  style: "immediate",
  named: { parameter: "keyRingId" },
  filled: (draft, { path }) => ({ ...draft, name: path, createTime: timestamp() }),
};

export const cryptoKeys: ApiKind = {
  collection: "cloudkms/projects/{project}/locations/{location}/keyRings/{ring}/cryptoKeys",
  style: "immediate",
  named: { parameter: "cryptoKeyId" },
  filled: (draft, { path }) => ({
    purpose: "ENCRYPT_DECRYPT",
    ...draft,
    name: path,
    createTime: timestamp(),
    destroyScheduledDuration: "2592000s",
    versionTemplate: {
      protectionLevel: "SOFTWARE",
      algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION",
      ...thingOf(draft, "versionTemplate"),
    },
    primary: {
      name: `${path}/cryptoKeyVersions/1`,
      state: "ENABLED",
      createTime: timestamp(),
      protectionLevel: "SOFTWARE",
      algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION",
    },
  }),
  actions: policyActions,
};
