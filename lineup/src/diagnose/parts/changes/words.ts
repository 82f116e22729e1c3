/** What an audited method did, in words. The most particular come first. */
const VERBS: readonly (readonly [RegExp, string])[] = [
  [/SetIamPolicy$/i, "who may do what with it was changed"],
  [/removePeering$/i, "a peering of it was removed"],
  [/addPeering$/i, "a peering of it was added"],
  [/updatePeering$/i, "a peering of it was changed"],
  [/AddSecretVersion$/i, "a version was added"],
  [/DestroySecretVersion$/i, "the version was destroyed"],
  [/DisableSecretVersion$/i, "the version was disabled"],
  [/EnableSecretVersion$/i, "the version was enabled"],
  [/(^|\.)changes\.create$/i, "records of it were changed"],
  [/Revisions\.DeleteRevision$/i, "a revision of it was deleted"],
  [/DisableService(s)?$/i, "the API was disabled"],
  [/(Enable|BatchEnable)Services?$/i, "the API was enabled"],
  [/(^|\.)undelete\w*$/i, "it was brought back"],
  [/(^|\.)(delete|remove)\w*$/i, "it was deleted"],
  [/(^|\.)disable\w*$/i, "it was disabled"],
  [/(^|\.)enable\w*$/i, "it was enabled"],
  [/(^|\.)(create|insert|add)\w*$/i, "it was made"],
  [/(^|\.)(failover)\w*$/i, "it was failed over"],
  [/(^|\.)(patch|update|replace|set|import|export|upgrade|reschedule|expand|clone|rename|move)\w*$/i, "it was changed"],
];

export function done(method: string): string {
  return VERBS.find(([form]) => form.test(method))?.[1] ?? "it was changed";
}

/** What a program says of itself, as far as it is one that people know: who changes what by hand is the question. */
const CLIENTS: readonly (readonly [RegExp, string])[] = [
  [/Terraform|terraform-provider|HashiCorp/i, "Terraform"],
  [/OpenTofu/i, "OpenTofu"],
  [/\bgcloud\b|google-cloud-sdk/i, "gcloud"],
  [/Mozilla\//, "the console"],
];

export function clientIn(userAgent: string | undefined): string | undefined {
  return userAgent === undefined ? undefined : CLIENTS.find(([form]) => form.test(userAgent))?.[1];
}

/** Accounts, people and pools: who did it is what is asked. */
export function personIn(said: string | undefined): string | undefined {
  return said !== undefined && /^[\w.+@:/-]{1,200}$/.test(said) ? said : undefined;
}
