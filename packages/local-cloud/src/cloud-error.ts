/** One thing the user can fix: what is wrong with which value, where it stands, and what to do next. */
export interface Problem {
  /** Stable code, `area.kebab-case`, e.g. `template.unknown-type`. */
  readonly code: string;
  /** What is wrong, as one sentence that names the value. */
  readonly message: string;
  /** Construct path (`Split/Bookings/Table`), file or option the value stands in. */
  readonly place: string;
  /** The next step, as an imperative sentence. */
  readonly nextStep: string;
}

/**
 * The user's assembly, options or machine cannot be run as they are. It lists every problem found, not only the
 * first. Anything else that is thrown here is a bug of ours.
 */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly problems: readonly [Problem, ...Problem[]];

  constructor(problems: readonly [Problem, ...Problem[]], options?: ErrorOptions) {
    super(problems.map(formatProblem).join('\n'), options);
    this.problems = problems;
  }

  /** Code of the first problem. */
  get code(): string {
    return this.problems[0].code;
  }

  /** Of a command that ends with this error. 2: asked for wrongly; 3: the assembly, or what it needs, is not as it must be. */
  get exitCode(): 2 | 3 {
    return this.code === 'faults.plan' ? 2 : 3;
  }
}

/** `Split/Queue: AWS::SQS::Queue is not emulated. Remove it from the stack … [template.unknown-type]` */
export function formatProblem({ code, message, place, nextStep }: Problem): string {
  return `${place}: ${message} ${nextStep} [${code}]`;
}

/** Throws one `CloudError` that lists all problems, if there are any. */
export function refuse(problems: readonly Problem[]): void {
  const [first, ...rest] = problems;
  if (first) throw new CloudError([first, ...rest]);
}
