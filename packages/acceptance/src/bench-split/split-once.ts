import { splitApp } from '@unlith/splitter';

// `tsx split-once.ts <entry> <out>`: one split in a process of its own, whose time and memory can be measured.
const [entry = '', out = ''] = process.argv.slice(2);
await splitApp({ entry, out });
