import type { LoadEffect, LoadEffectKind } from '../../express-app.ts';
import { type Caller, findCaller } from './call-site.ts';

/** What the app did besides registering, once for each place, in order. */
export class LoadEffects {
  readonly #effects = new Map<string, { readonly effect: LoadEffect; readonly stays: () => boolean }>();

  /** @param stays asked in the end: a timer that has fired by then is forgotten. */
  note(
    kind: LoadEffectKind,
    what: string,
    { caller = findCaller(), stays = () => true }: NoteOptions = {},
  ): void {
    if (!caller) return;
    const { site } = caller;
    const key = [kind, what, site.file, site.line, site.column].join();
    const before = this.#effects.get(key);
    this.#effects.set(key, {
      effect: { kind, site, what },
      stays: () => stays() || Boolean(before?.stays()),
    });
  }

  list(): LoadEffect[] {
    return [...this.#effects.values()].filter(({ stays }) => stays()).map(({ effect }) => effect);
  }
}

interface NoteOptions {
  readonly caller?: Caller | undefined;
  readonly stays?: () => boolean;
}
