import type { CodeFault } from './assembly-fault.ts';

/** Defects in the shared model, in every function that has the code. */
export const modelFaults: readonly CodeFault[] = [
  {
    kind: 'seats',
    name: 'a seat more than passengers',
    find: 'seats:$p.length',
    replace: 'seats:$p.length+1',
  },
  {
    kind: 'seats',
    name: 'seats that are sold although they are not there',
    find: '"available >= :seats"',
    replace: '"available >= :seats OR available < :seats"',
  },
  {
    kind: 'seats',
    name: 'seats that no cancellation gives back',
    find: '({status:$s,seats:$n})=>$s==="confirmed"?$n:0',
    replace: '({seats:$n})=>$n',
  },
  {
    kind: 'value',
    name: 'a price that is a cent too high',
    find: 'totalCents:$p.length*$e',
    replace: 'totalCents:$p.length*$e+1',
  },
  {
    kind: 'order',
    name: 'the oldest booking first',
    find: '":booking":$s},ScanIndexForward:!1',
    replace: '":booking":$s},ScanIndexForward:!0',
  },
  {
    kind: 'paging',
    name: 'a page after the last one',
    find: 'hasMore:$i.length>$n',
    replace: 'hasMore:$i.length>=$n',
  },
  {
    kind: 'idempotency',
    name: 'a key that is good for any order',
    find: '.isDeepStrictEqual)($n.passengers,$p)',
    replace: '.isDeepStrictEqual)($p,$p)',
  },
  {
    kind: 'concurrency',
    name: 'a version that stays as it was',
    find: 'version:$b.version+1',
    replace: 'version:$b.version',
  },
  {
    kind: 'time',
    name: 'a change that is not dated',
    find: 'updatedAt:$n.toISOString(),version:$b.version+1',
    replace: 'version:$b.version+1',
  },
  {
    kind: 'time',
    name: 'a receipt that expires after an hour',
    find: '=1440*60;',
    replace: '=60*60;',
  },
  {
    kind: 'points',
    name: 'points for less than a euro',
    find: 'Math.floor($t/100):0',
    replace: 'Math.floor($t/99):0',
  },
  {
    kind: 'points',
    name: 'points that are not taken',
    find: 'await $d.program.debit($f($p))',
    replace: 'await 0',
  },
  {
    kind: 'points',
    name: 'points that are not given back',
    find: 'await $p.refund($f($n)),await',
    replace: 'await',
  },
  {
    kind: 'points',
    name: 'a welcome that is a point short',
    find: 'kind:"welcome",points:5e4',
    replace: 'kind:"welcome",points:49999',
  },
  {
    kind: 'record',
    name: 'bookings under another sort key',
    find: 'sk:`BOOKING#',
    replace: 'sk:`BOOKINGS#',
  },
  {
    kind: 'record',
    name: 'statistics of seats that earn nothing',
    find: 'seatsSold:$n,revenueCents:$t}',
    replace: 'seatsSold:$n,revenueCents:0}',
  },
];
