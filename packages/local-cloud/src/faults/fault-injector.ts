import { type Problem, refuse } from '../cloud-error.ts';
import type { EmitEvent } from '../events.ts';
import { createDecider, type Decider } from './decider.ts';
import type { Fault, FaultKind, KillEnvironment } from './fault.ts';
import type { ApiFault, EnvironmentPoint, FaultPoints, TableFault } from './fault-points.ts';
import type { Faults } from './faults.ts';

export interface FaultInjector extends Faults {
  /** What the services ask. */
  readonly points: FaultPoints;
}

export interface FaultInjectorDependencies {
  readonly emit: EmitEvent;
  /** Whether the database is one of our own and keeps its data in a file. */
  readonly hasDatabaseFile: boolean;
}

type DeciderOf<Kind extends FaultKind> = Decider & { readonly fault: Extract<Fault, { kind: Kind }> };

/** A point at which faults of some kinds can strike. */
interface Point<Kind extends FaultKind> {
  readonly names: readonly string[];
  readonly kinds: readonly Kind[];
  /** What a fault asks of the point beside its name. */
  suits(fault: Extract<Fault, { kind: Kind }>): boolean;
}

/** Decides at every fault point for all faults that are injected, and tells of each strike. */
export function createFaultInjector({ emit, hasDatabaseFile }: FaultInjectorDependencies): FaultInjector {
  const deciders = new Set<Decider>();

  /** Every fault that could strike here decides, so that none depends on another. */
  const listStriking = <Kind extends FaultKind>({ names, kinds, suits }: Point<Kind>): DeciderOf<Kind>[] => {
    const isOfKind = (decider: Decider): decider is DeciderOf<Kind> =>
      kinds.some((kind) => kind === decider.fault.kind);
    const candidates = [...deciders].filter(isOfKind);
    const striking = candidates.filter(
      (decider) => decider.concerns(names) && suits(decider.fault) && decider.decide(),
    );
    for (const { fault } of striking)
      emit({ type: 'fault.struck', kind: fault.kind, target: names[0] ?? '' });
    return striking;
  };

  return {
    points: {
      ...createDeliveryPoints(listStriking),
      ...createRequestPoints(listStriking),
      ...createEnvironmentPoints(listStriking),
    },
    inject({ seed, faults }) {
      if (!hasDatabaseFile) refuse(faults.filter(({ kind }) => kind === 'crash-database').map(() => noFile));
      const injected = faults.map((fault, index) => createDecider(fault, seed, index));
      for (const decider of injected) deciders.add(decider);
      return {
        countStrikes: () => countByKind(injected),
        stop() {
          for (const decider of injected) deciders.delete(decider);
        },
      };
    },
  };
}

const noFile: Problem = {
  code: 'faults.no-database-file',
  message: 'A database in memory, or at another address, cannot crash and come back.',
  place: 'crash-database',
  nextStep: 'Start the cloud with databasePath, and without dynamodbEndpoint.',
};

type ListStriking = <Kind extends FaultKind>(point: Point<Kind>) => DeciderOf<Kind>[];

function createDeliveryPoints(listStriking: ListStriking): Pick<FaultPoints, 'planDelivery'> {
  return {
    planDelivery({ names, channel }) {
      const kinds = ['duplicate-delivery', 'delay-delivery', 'reorder-delivery'] as const;
      const striking = listStriking({
        names,
        kinds,
        suits: (fault) => fault.channel === undefined || fault.channel === channel,
      });
      const copies = 1 + striking.filter(({ fault }) => fault.kind === 'duplicate-delivery').length;
      return Array.from({ length: copies }, () =>
        striking.reduce((delayMs, decider) => delayMs + drawLateness(decider), 0),
      );
    },
  };
}

function drawLateness({ fault, drawDelay }: Decider): number {
  if (fault.kind === 'delay-delivery') return fault.delayMs;
  return fault.kind === 'reorder-delivery' ? drawDelay(fault.withinMs) : 0;
}

function createRequestPoints(
  listStriking: ListStriking,
): Pick<FaultPoints, 'findTableFault' | 'findApiFault'> {
  return {
    findTableFault({ names, operation }): TableFault | undefined {
      const kinds = ['throttle-table', 'slow-table', 'crash-database'] as const;
      const suits = ({ operations }: { operations?: readonly string[] }) =>
        operations === undefined || operations.includes(operation);
      const faults = listStriking({ names, kinds, suits }).map(({ fault }) => fault);
      if (faults.some(({ kind }) => kind === 'crash-database')) return { kind: 'crash' };
      if (faults.some(({ kind }) => kind === 'throttle-table')) return { kind: 'throttle' };
      return toDelay(faults.map((fault) => (fault.kind === 'slow-table' ? fault.delayMs : 0)));
    },
    findApiFault({ names }): ApiFault | undefined {
      const faults = listStriking({ names, kinds: ['refuse-api', 'delay-api'], suits: () => true }).map(
        ({ fault }) => fault,
      );
      const refusal = faults.find((fault) => fault.kind === 'refuse-api');
      if (refusal) return { kind: 'refuse', status: refusal.status };
      return toDelay(faults.map((fault) => (fault.kind === 'delay-api' ? fault.delayMs : 0)));
    },
  };
}

function toDelay(delaysMs: readonly number[]): { kind: 'delay'; delayMs: number } | undefined {
  const delayMs = delaysMs.reduce((sum, delay) => sum + delay, 0);
  return delayMs > 0 ? { kind: 'delay', delayMs } : undefined;
}

function createEnvironmentPoints(
  listStriking: ListStriking,
): Pick<FaultPoints, 'startInvocation' | 'finishCall' | 'finishInvocation' | 'endEnvironment'> {
  const underway = new Map<string, { readonly environment: EnvironmentPoint; calls: number }>();
  const killWhen = (environment: EnvironmentPoint, suits: (fault: KillEnvironment) => boolean) => {
    const { names, accessKeyId } = environment;
    if (listStriking({ names, kinds: ['kill-environment'], suits }).length === 0) return;
    underway.delete(accessKeyId);
    environment.kill();
  };
  return {
    startInvocation(environment) {
      underway.set(environment.accessKeyId, { environment, calls: 0 });
      killWhen(environment, ({ when }) => when === 'before');
    },
    finishCall(accessKeyId) {
      const invocation = underway.get(accessKeyId);
      if (!invocation) return;
      const calls = ++invocation.calls;
      killWhen(
        invocation.environment,
        ({ when, afterCalls = 1 }) => when === 'during' && afterCalls === calls,
      );
    },
    finishInvocation(environment) {
      underway.delete(environment.accessKeyId);
      killWhen(environment, ({ when }) => when === 'after');
    },
    endEnvironment: (accessKeyId) => void underway.delete(accessKeyId),
  };
}

function countByKind(deciders: readonly Decider[]): Partial<Record<FaultKind, number>> {
  const counts: Partial<Record<FaultKind, number>> = {};
  for (const { fault, strikes } of deciders) counts[fault.kind] = (counts[fault.kind] ?? 0) + strikes;
  return counts;
}
