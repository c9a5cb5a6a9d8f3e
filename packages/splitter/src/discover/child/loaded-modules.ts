import { Session } from 'node:inspector';
import { isAppFile } from '../app-file.ts';
import { toFile } from './call-site.ts';

/** Files which V8 compiles from now on, whichever way they are loaded: the one list that has ES modules and CommonJS. */
export function watchLoadedModules(): () => string[] {
  const files = new Set<string>();
  const session = new Session();
  session.connect();
  session.on('Debugger.scriptParsed', ({ params }) => {
    const file = toFile(params.url);
    if (file && isAppFile(file)) files.add(file);
  });
  session.post('Debugger.enable');
  session.post('Debugger.setSkipAllPauses', { skip: true }); // A `debugger` statement would wait for itself.
  return () => [...files].sort();
}
