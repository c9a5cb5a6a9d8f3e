// An API that answers every request with a kilobyte of JSON, and says where.
const http = require('node:http');

const items = Array.from({ length: 8 }, (_, id) => ({ id, name: `item ${id}`, text: 'x'.repeat(90) }));
const body = JSON.stringify({ items });
const server = http.createServer((_, response) =>
  response.setHeader('content-type', 'application/json').end(body),
);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.send?.(`http://127.0.0.1:${address?.port}`);
});
process.once('disconnect', () => process.exit());
