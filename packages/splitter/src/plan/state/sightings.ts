import type { FindingCode } from '../../findings/catalogue.ts';
import { uploadDirectories, writesFile } from '../../source/file-uses.ts';
import type { WrittenCall } from './call.ts';
import type { ObjectFlow } from './object-flow.ts';

const ofFiles = /^(?:fs|fs\.promises|fs-extra|graceful-fs)\.(?<method>\w+)$/;
const keepsUploads = /^(?:multer|formidable(?:\.\w+)?|express-fileupload)$/;
const keepsFileOpen = /^fs\.createWriteStream\(\)/;
/** Of uploads, images, sheets: their packages write files by these. */
const savesFile = /^(?:mv|toFile|writeFile)$/;
const startsProcess = /^(?:child_process\.(?:exec|fork|spawn)|worker_threads\.Worker$)/;
const routing = /^express(?:\.Router)?\(\)(?:\.router)?(?:\.(?<member>\w+))?$/;
const registers = /^(?:use|all|get|post|put|patch|delete|head|options|param|route)$/;

/** Notes calls that keep routes by what is called. */
export function noteSightings(flow: ObjectFlow, path: string, call: WrittenCall): void {
  const code = tellCode(path, call);
  if (code !== undefined) note(flow, code, call);
  if (!keepsUploads.test(path)) return;
  call.values[0]?.each((options) => {
    for (const name of uploadDirectories)
      options.field(name).each(() => note(flow, 'split.local-files', call));
  });
}

function note(flow: ObjectFlow, code: FindingCode, { run, start, name }: WrittenCall): void {
  const what = code === 'split.request-rewrite' ? `a call of \`${name}\`` : `\`${name}()\``;
  flow.seen.sightings.push({ code, what, run, start });
}

function tellCode(path: string, { run, member = '', values }: WrittenCall): FindingCode | undefined {
  if (startsProcess.test(path)) return 'split.child-process';
  if (path === 'multer.diskStorage') return 'split.local-files';
  if (run.atLoad) return undefined;
  if (writesFile.test(ofFiles.exec(path)?.groups?.method ?? '')) return 'split.local-files';
  if (keepsFileOpen.test(path) || savesFile.test(member)) return 'split.local-files';
  // Requests sent to a router by hand, and routes that requests add.
  const routed = routing.exec(path)?.groups;
  if (!routed) return undefined;
  const { member: method = 'handle' } = routed;
  if (method === 'handle') return 'split.request-rewrite';
  return registers.test(method) && values.length > 0 ? 'split.late-registration' : undefined;
}
