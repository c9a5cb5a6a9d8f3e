// A fresh process loads a bundle and gives it its first event: `node cold-start.cjs <bundle> <event as JSON>`.
const [file = '', event = ''] = process.argv.slice(2);
const start = performance.now();
const loaded = file.endsWith('.mjs') ? import(file) : Promise.resolve(require(file));
loaded
  .then(({ handler }) => handler(JSON.parse(event), {}))
  .then(({ statusCode }) => {
    const durationMs = performance.now() - start;
    process.stdout.write(JSON.stringify({ statusCode, durationMs }), () => process.exit());
  });
