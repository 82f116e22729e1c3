import { ProgressLine } from "../src/progress";

class Screen {
  text = "";
  constructor(readonly isTTY = true) {}
  readonly columns = 50;
  write(text: string): void {
    this.text += text;
  }
}

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

const line = (screen: Screen, env: NodeJS.ProcessEnv = {}) => new ProgressLine(screen, env);
const ERASED = "\r\u001b[K";

test("work of less than two seconds says nothing", () => {
  const screen = new Screen();
  const progress = line(screen);
  progress.say("reading plan.json");
  jest.advanceTimersByTime(1_999);
  progress.end();
  jest.advanceTimersByTime(60_000);
  expect(screen.text).toBe("");
});

test("work of more than two seconds says what it does at that time, follows it, and is erased", () => {
  const screen = new Screen();
  const progress = line(screen);
  progress.say("reading networks");
  progress.say("reading routes");
  jest.advanceTimersByTime(2_000);
  expect(screen.text).toBe(`${ERASED}reading routes`);
  progress.say("reading firewall rules");
  expect(screen.text).toBe(`${ERASED}reading routes${ERASED}reading firewall rules`);
  progress.end();
  progress.end();
  expect(screen.text).toBe(`${ERASED}reading routes${ERASED}reading firewall rules${ERASED}`);
});

test("work that nothing can interrupt says so before it begins, or at the first step after two seconds", () => {
  const long = new Screen();
  line(long).say("reading plan.json (24 MB)", true);
  expect(long.text).toBe(`${ERASED}reading plan.json (24 MB)`);
  const steps = new Screen();
  const progress = line(steps);
  progress.say("reading plan.json");
  jest.setSystemTime(2_500);
  progress.say("judging plan.json");
  expect(steps.text).toBe(`${ERASED}judging plan.json`);
});

test("it takes one line, whatever it names", () => {
  const screen = new Screen();
  line(screen).say(`reading a\n\u001b[2J${"b".repeat(200)}`, true);
  expect(screen.text).toBe(`${ERASED}reading a ${"b".repeat(38)}…`);
});

test.each<[string, Screen, NodeJS.ProcessEnv]>([
  ["no terminal", new Screen(false), {}],
  ["a job of CI", new Screen(), { CI: "true" }],
  ["a dumb terminal", new Screen(), { TERM: "dumb" }],
])("%s gets none", (_, screen, env) => {
  const progress = line(screen, env);
  progress.say("reading plan.json", true);
  jest.advanceTimersByTime(5_000);
  progress.end();
  expect(screen.text).toBe("");
});
