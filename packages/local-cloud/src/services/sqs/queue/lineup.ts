import type { Delivery } from './message.ts';

/** The order in which a queue hands out its visible messages. */
export interface Lineup {
  add(delivery: Delivery): void;
  /** It has become visible, for the first time or again. */
  reveal(delivery: Delivery): void;
  remove(delivery: Delivery): void;
  /** Takes out the next ones; they are in flight from now on. */
  take(max: number): Delivery[];
}

/** A standard queue: in the order in which they became visible. */
export function createStandardLineup(): Lineup {
  const visible = new Set<Delivery>();
  return {
    add(delivery) {
      if (delivery.state === 'visible') visible.add(delivery);
    },
    reveal: (delivery) => void visible.add(delivery),
    remove: (delivery) => void visible.delete(delivery),
    take(max) {
      const taken: Delivery[] = [];
      for (const delivery of visible) {
        if (taken.length === max) break;
        visible.delete(delivery);
        taken.push(delivery);
      }
      return taken;
    },
  };
}

interface Group {
  readonly id: string;
  /** In the order of sending. */
  readonly deliveries: Delivery[];
  readonly inFlight: Set<Delivery>;
}

/**
 * A FIFO queue: in the order of sending within each message group. While a message of a group is in flight the group
 * is closed, and one receipt takes as many of a group as it can
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html).
 */
export function createFifoLineup(): Lineup {
  const groups = new Map<string, Group>();
  const open = new Set<Group>();

  const refresh = (group: Group) => {
    const [first] = group.deliveries;
    if (!first) groups.delete(group.id);
    if (first?.state === 'visible' && group.inFlight.size === 0) open.add(group);
    else open.delete(group);
  };
  const groupOf = ({ message: { groupId = '' } }: Delivery): Group => {
    const group = groups.get(groupId) ?? { id: groupId, deliveries: [], inFlight: new Set() };
    groups.set(groupId, group);
    return group;
  };

  return {
    add(delivery) {
      const group = groupOf(delivery);
      group.deliveries.push(delivery);
      refresh(group);
    },
    reveal(delivery) {
      const group = groupOf(delivery);
      group.inFlight.delete(delivery);
      refresh(group);
    },
    remove(delivery) {
      const group = groupOf(delivery);
      const at = group.deliveries.indexOf(delivery);
      if (at >= 0) group.deliveries.splice(at, 1);
      group.inFlight.delete(delivery);
      refresh(group);
    },
    take(max) {
      const taken: Delivery[] = [];
      for (const group of open) {
        for (const delivery of group.deliveries) {
          if (taken.length === max || delivery.state !== 'visible') break;
          group.inFlight.add(delivery);
          taken.push(delivery);
        }
        if (group.inFlight.size > 0) open.delete(group);
        if (taken.length === max) break;
      }
      return taken;
    },
  };
}
