/**
 * `rate(5 minutes)`: the milliseconds between two runs; `undefined` for `cron(…)`, which does not fire by itself here
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html).
 */
export interface Schedule {
  readonly expression: string;
  readonly periodMs: number | undefined;
}

const unitsMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `undefined` for what AWS would refuse: "A singular value must use a singular unit". */
export function parseSchedule(expression: string): Schedule | undefined {
  if (/^cron\((\S+ ){5}\S+\)$/u.test(expression)) return { expression, periodMs: undefined };
  const [, value, unit = '', plural] = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/u.exec(expression) ?? [];
  if (value === undefined || (value === '1') !== (plural === '')) return undefined;
  return { expression, periodMs: Number(value) * (unitsMs[unit] ?? 0) };
}
