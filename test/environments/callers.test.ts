import { problemsOfStaging, STAGING } from "../support/environment-problems";
import { connectedKeys, serviceKeys } from "../support/environment-schema";
import { read, stagingInput } from "../support/synth";

const SENTENCE = "Browsers call it all day long";

describe.each(connectedKeys)("%s, which reads Redis,", (service) => {
  const at = (field: string) => `services.${service}.${field}`;
  const because = (message: string) => [`${STAGING}: ${at("publicBecause")}: ${message}`];

  test("is public only with a sentence, and the error names the ways out", () => {
    expect(problemsOfStaging({ [at("publicBecause")]: undefined })).toEqual(
      because(
        `is missing - it must say why everybody may call a service that reads Redis: write it, or set ${at("public")} to false or to a list of members`,
      ),
    );
  });

  test.each(["internal", "internal-and-load-balancing"])(
    "needs the sentence behind %s ingress, too: there everybody is whatever runs in the network",
    (ingress) => {
      expect(problemsOfStaging({ [at("ingress")]: ingress })).toEqual([]);
      expect(problemsOfStaging({ [at("ingress")]: ingress, [at("publicBecause")]: undefined })).toHaveLength(1);
    },
  );

  test.each([[false], [["group:support@example.com"]]])("needs none where %j may call it", (callers) => {
    expect(problemsOfStaging({ [at("public")]: callers, [at("publicBecause")]: undefined })).toEqual([]);
  });

  test.each([[false], [["group:support@example.com"]]])("and may have none there: public is %j", (callers) => {
    expect(problemsOfStaging({ [at("public")]: callers })).toEqual(
      because(
        `must be left out where public is not true, got ${JSON.stringify(read(stagingInput()).services[service]?.publicBecause).slice(0, 20)}`,
      ).map(expect.stringContaining),
    );
  });

  test.each([undefined, null, "yes", 1])("has one complaint and no second where public is %j", (callers) => {
    const edits = { [at("public")]: callers, [at("publicBecause")]: undefined };
    expect(problemsOfStaging(edits)).toEqual([expect.stringContaining(`${at("public")}: `)]);
  });
});

const outside = serviceKeys.filter((key) => !connectedKeys.includes(key));
test.each(outside)("%s, without Redis, is public without a word, or with one", (service) => {
  const path = `services.${service}.publicBecause`;
  expect(problemsOfStaging({ [path]: undefined })).toEqual([]);
  expect(problemsOfStaging({ [path]: SENTENCE })).toEqual([]);
});

test("the sentence fits the description of a Cloud Run service, which takes 512 characters", () => {
  const problems = (length: number) => problemsOfStaging({ "services.auth.publicBecause": "x".repeat(length) });
  expect(problems(480)).toEqual([]);
  expect(problems(481)).toEqual([
    `${STAGING}: services.auth.publicBecause: must be a reason, got "${"x".repeat(76)}... - say it in at most 480 characters`,
  ]);
});

describe("a list of callers", () => {
  const problems = (callers: unknown) =>
    problemsOfStaging({ "services.backend.public": callers, "services.backend.publicBecause": undefined });

  test.each([
    "user:ann@example.com",
    "user:ann.o'neil+tests@mail.example.com",
    "group:support@example.com",
    "serviceAccount:worker@netra-staging.iam.gserviceaccount.com",
    "domain:example.com",
    "principal://iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/github/subject/repo:a/b:ref:refs/heads/main",
    "principalSet://iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/github/*",
    "principalSet://iam.googleapis.com/locations/global/workforcePools/staff/attribute.team/Chat",
    "principalSet://cloudresourcemanager.googleapis.com/projects/123",
  ])("may name %s", (member) => {
    expect(problems([member])).toEqual([]);
  });

  test.each([
    "allUsers",
    "allAuthenticatedUsers",
    "ann@example.com",
    "user:Ann@example.com",
    "user:ann",
    "user:ann@localhost",
    "user:@example.com",
    "serviceaccount:worker@example.com",
    "projectOwner:netra-staging",
    "deleted:user:ann@example.com?uid=1",
    "domain:example",
    "domain:",
    "principal:iam.googleapis.com/projects/1",
    "principal://example.com/projects/1",
    "principalSet://iam.googleapis.com/",
    `user:$\{google_service_account.a.email}@example.com`,
    `principal://iam.googleapis.com/$\{x}`,
    "user:ann@example.com\nallUsers",
    "user:ann@example.com\u0000",
    " user:ann@example.com",
    "",
  ])("may not name %j", (member) => {
    const found = problems(["user:ann@example.com", member]);
    expect(found).toEqual([
      expect.stringMatching(`^${STAGING}: services\\.backend\\.public\\.1: must be a user:, group:, .*public: true$`),
    ]);
    expect(found[0]).toBe(found[0]?.replaceAll(/\s/g, " ").replaceAll("\0", " "));
  });

  test("that names somebody wrongly is told whom", () => {
    expect(problems(["user:Ann@example.com"])[0]).toContain('got "user:Ann@example.com" - ');
    expect(problems(["ann:hunter2@example.com"])[0]).not.toContain("hunter2");
  });

  test("names somebody", () => {
    expect(problems([])).toEqual([
      `${STAGING}: services.backend.public: must name somebody, got [] - write false where nobody is let in`,
    ]);
  });

  test.each([[[1]], [[null]], [["domain:example.com", ["domain:example.com"]]], [{ 0: "allUsers" }]])(
    "is no %j",
    (callers) => {
      expect(problems(callers)).toEqual([
        `${STAGING}: services.backend.public: must be true, false or a list of members, got ${JSON.stringify(callers)} - such as ["group:support@example.com"]`,
      ]);
    },
  );

  test.each(["user:a.", "a-", "principal://iam.googleapis.com/a/"])(
    "with a million characters of %j makes no long error, and soon",
    (part) => {
      const [problem, ...more] = problems([part.repeat(1_000_000 / part.length)]);
      expect(more).toEqual([]);
      expect(problem?.length).toBeLessThan(500);
    },
  );
});

test("everybody is let in by allUsers unless the environment says otherwise", () => {
  expect(read(stagingInput()).publicBy).toBe("allUsers");
});
