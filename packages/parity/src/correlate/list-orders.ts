import type { HttpRequest } from '../http/http-message.ts';
import type { AnsweredStep } from '../play/playthrough.ts';
import { toPattern } from '../report/pattern.ts';
import type { FindRouteKey } from '../report/route-table.ts';
import { maskNoise } from './lexeme.ts';

/** Lists of one route whose order means nothing. */
export interface OrderBlindList {
  /** Route key as in `routes`. */
  readonly route: string;
  /** `body:/items`, `body:/items/*` + `/tags`; `body:` where the whole body is the list. `*` stands for any text. */
  readonly place: string;
}

/** Which lists may be in any order. */
export interface ListOrders {
  isOrderBlind(step: AnsweredStep, where: string): boolean;
  /** Takes note of a list that two runs of the baseline ordered otherwise: requests like this one answer it in any order. */
  learn(step: AnsweredStep, where: string): void;
}

/** Starts with what is declared for routes; steps declare their own. */
export function createListOrders(
  declared: readonly OrderBlindList[],
  findRouteKey: FindRouteKey,
): ListOrders {
  const lists = declared.map(({ route, place }) => ({ route, place: toPattern(place) }));
  const learned = new Set<string>();
  return {
    isOrderBlind({ request, orderBlind = [] }, where) {
      if (orderBlind.some((place) => toPattern(place).test(where))) return true;
      if (learned.has(toKey(request, where))) return true;
      return lists.some(
        ({ route, place }) => place.test(where) && route === findRouteKey(request.method, request.path),
      );
    },
    learn: ({ request }, where) => learned.add(toKey(request, where)),
  };
}

/** `GET /bookings/<ulid>/passengers body:/items`: the same for requests of one kind, and for the same list in any element. */
function toKey({ method, path }: HttpRequest, where: string): string {
  const kind = maskNoise(path.replace(/\?.*$/s, ''), (lexeme) => `<${lexeme.kind}>`);
  return `${method} ${kind} ${where.replace(/\/\d+/g, '/*')}`;
}
