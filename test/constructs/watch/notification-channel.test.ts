import { type Channel, NotificationChannel } from "../../../constructs/watch/notification-channel";
import { ref } from "../../support/rewrites";
import { one, synthesizeConstructs } from "../workbench";

const made = (channel: Channel) =>
  synthesizeConstructs((stack) => new NotificationChannel(stack, "channel", { name: "staging: team", channel }));

const from = "WARNING";

test("an address needs no secret", () => {
  const json = made({ type: "email", address: "platform@example.com", from });
  expect(one(json, "google_monitoring_notification_channel")).toMatchObject({
    type: "email",
    display_name: "staging: team",
    labels: { email_address: "platform@example.com" },
  });
  expect(json.data ?? {}).toEqual({});
});

test.each<[Channel, object, string]>([
  [
    { type: "slack", channel: "#staging", tokenSecret: "opens-it", from },
    { type: "slack", labels: { channel_name: "#staging" } },
    "auth_token",
  ],
  [{ type: "pagerduty", keySecret: "opens-it", from }, { type: "pagerduty" }, "service_key"],
  [
    { type: "webhook", url: "https://hooks.example.com", user: "lineup", passwordSecret: "opens-it", from },
    { type: "webhook_basicauth", labels: { url: "https://hooks.example.com", username: "lineup" } },
    "password",
  ],
])("what opens a channel is read from Secret Manager and stands in no file: %j", (channel, body, attribute) => {
  const json = made(channel);
  const [[type, byName = {}] = []] = Object.entries<Record<string, { secret: string }>>(json.data);
  const [[name, { secret }] = ["", { secret: "" }]] = Object.entries(byName);
  expect(secret).toBe("opens-it");
  expect(one(json, "google_monitoring_notification_channel")).toMatchObject({
    ...body,
    sensitive_labels: { [attribute]: ref(`data.${type}.${name}.secret_data`) },
  });
});

test.each([
  ["WARNING", [true, true, true]],
  ["ERROR", [false, true, true]],
  ["CRITICAL", [false, false, true]],
] as const)("from %s on it is told", (least, told) => {
  synthesizeConstructs((stack) => {
    const channel = new NotificationChannel(stack, "channel", {
      name: "team",
      channel: { type: "email", address: "platform@example.com", from: least },
    });
    expect((["WARNING", "ERROR", "CRITICAL"] as const).map((severity) => channel.hears(severity))).toEqual(told);
  });
});
