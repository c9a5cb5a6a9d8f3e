import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeaderLine, HttpRequest } from '../../src/index.ts';
import { formatCurl } from '../../src/sources/curl/format-curl.ts';
import { parseCurl } from '../../src/sources/curl/parse-curl.ts';
import { NotTaken } from '../../src/sources/recorded-request.ts';

const files: Readonly<Record<string, string>> = { 'order.json': '{\n  "a": 1\r\n}', 'a.txt': 'text' };
const readFile = (name: string) => {
  const file = files[name];
  if (file === undefined) throw new NotTaken(`no ${name}`);
  return file;
};
const parse = (script: string) =>
  [...parseCurl(script, { file: 'a.sh', readFile })].map((found) => {
    if ('reason' in found) return found;
    const { body, headers, ...rest } = found;
    return {
      ...rest,
      headers: Object.fromEntries(headers),
      ...(body && { body: Buffer.from(body).toString() }),
    };
  });
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a curl command', () => {
  it.each<[string, string, object]>([
    [
      'a URL alone',
      'curl https://a.example/x?y=1#z',
      { method: 'GET', origin: 'https://a.example', path: '/x?y=1', headers: {} },
    ],
    ['no scheme and no path', 'curl localhost:3000', { origin: 'http://localhost:3000', path: '/' }],
    ['a method', 'curl -XDELETE http://a/', { method: 'DELETE' }],
    ['--head', 'curl -sSI http://a/', { method: 'HEAD' }],
    ['data', "curl http://a/ -d a=1 --data 'b=2'", { method: 'POST', headers: form, body: 'a=1&b=2' }],
    ['data of a file', 'curl http://a/ -d @order.json', { body: '{  "a": 1}' }],
    ['binary data of a file', 'curl http://a/ --data-binary @order.json', { body: '{\n  "a": 1\r\n}' }],
    ['data that begins with @', 'curl http://a/ --data-raw @order.json', { body: '@order.json' }],
    [
      'data to encode',
      "curl http://a/ --data-urlencode 'q=a b&c' --data-urlencode @a.txt",
      { body: 'q=a%20b%26c&text' },
    ],
    [
      'data in the query',
      'curl -G http://a/?x=1 -d y=2 -d z=3',
      { method: 'GET', path: '/?x=1&y=2&z=3', headers: {} },
    ],
    ['--url-query', "curl http://a/ --url-query 'q=ä'", { method: 'GET', path: '/?q=%C3%A4' }],
    [
      '--json',
      `curl http://a/ --json '{"a":' --json '1}'`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: '{"a":1}',
      },
    ],
    [
      'a content type',
      "curl http://a/ -d '{}' -H 'Content-Type: application/json'",
      { headers: { 'content-type': 'application/json' } },
    ],
    [
      'a header taken away',
      "curl http://a/ -d x -H 'Content-Type:' -H 'X-Empty;'",
      { headers: { 'x-empty': '' } },
    ],
    ['a user', 'curl -u ana:pw http://a/', { headers: { authorization: 'Basic YW5hOnB3' } }],
    [
      'a user in the URL',
      'curl http://ana:p%40w@a/',
      { origin: 'http://a', headers: { authorization: 'Basic YW5hOnBAdw==' } },
    ],
    ['cookies', "curl -b 'a=1; b=2' -b c=3 http://a/", { headers: { cookie: 'a=1; b=2; c=3' } }],
    [
      'agent, referer, range',
      'curl -A me -e http://b/ -r 0-3 http://a/',
      { headers: { 'user-agent': 'me', referer: 'http://b/', range: 'bytes=0-3' } },
    ],
    ['dot segments', 'curl http://a/b/../c/./d/..', { path: '/c/' }],
    ['--path-as-is', 'curl --path-as-is http://a/b/../c', { path: '/b/../c' }],
    ['brackets with --globoff', "curl -g 'http://a/?ids[]=1'", { path: '/?ids[]=1' }],
    ['a host that a variable holds', 'curl "$API/orders"', { path: '/orders' }],
    [
      'a token that a variable holds',
      'curl http://a/ -H "Authorization: Bearer $TOKEN"',
      { headers: { authorization: 'Bearer ⟨$TOKEN⟩' } },
    ],
    ['line continuations', 'curl \\\n  -d x \\\r\n  http://a/', { method: 'POST', path: '/' }],
    ['a prompt and a pipe', '$ curl -s http://a/ 2>/dev/null | jq .', { path: '/' }],
    ["bash's quotes", String.raw`curl http://a/ --data-raw $'it\'s \u00e9\n'`, { body: "it's é\n" }],
    ['double quotes', String.raw`curl http://a/ -d "{\"a\": \"\$1\"}"`, { body: '{"a": "$1"}' }],
    ['a here-document', "curl http://a/ -d @- <<'EOF'\n{\"it's\": 1}\nEOF\n", { body: '{"it\'s": 1}' }],
  ])('with %s', (_, script, request) => {
    const [found, ...others] = parse(script);
    expect(found).toMatchObject({ place: 'a.sh:1', ...request });
    expect(others).toEqual([]);
  });

  it.each([
    ['several URLs by globbing', "curl 'http://a/{b,c}'", /several URLs/],
    ['an unknown option', 'curl --magic http://a/', /its option --magic/],
    ['no URL', 'curl -s', /no URL/],
    ['another scheme', 'curl ftp://a/', /no URL of HTTP/],
    ['a path of variables', 'curl http://a/$ID', /only your shell knows `\$ID`/],
    ['a body of variables', 'curl http://a/ -d "$(date)"', /only your shell knows `\$\(date\)`/],
    ['a header of variables', 'curl http://a/ -H "X-Now: `date`"', /only your shell knows ``date``/],
    ['standard input', 'echo 1 | curl http://a/ -d @-', /standard input/],
    ['a file that is not there', 'curl http://a/ -d @none', /no none/],
    ['a cookie jar', 'curl http://a/ -b jar.txt', /from the file `jar.txt`/],
    ['the quotes of Windows', 'curl ^"http://a/^"', /cmd\.exe/],
  ])('is skipped with a reason: %s', (_, script, reason) => {
    expect(parse(script)).toEqual([{ place: 'a.sh:1', reason: expect.stringMatching(reason) }]);
  });

  it('stands on its line, among others', () => {
    const script = `# it's the first\ncurl http://a/1\ncurl http://a/2 &&\n  curl -I http://a/3 --next -d x http://a/4 http://a/5\nexport A=1`;
    expect(parse(script).map(({ place, ...found }) => [place, 'path' in found && found.path])).toEqual([
      ['a.sh:2', '/1'],
      ['a.sh:3', '/2'],
      ['a.sh:4', '/3'],
      ['a.sh:4', '/4'],
      ['a.sh:4', '/5'],
    ]);
  });

  it('sends forms and files as multipart', () => {
    const [found] = parse("curl http://a/ -F name=ana -F 'file=@a.txt;type=text/plain' -F 'note=<a.txt'");
    const boundary = '------------------------unlith';
    expect(found).toMatchObject({
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: [
        `--${boundary}`,
        'Content-Disposition: form-data; name="name"',
        '',
        'ana',
        `--${boundary}`,
        'Content-Disposition: form-data; name="file"; filename="a.txt"',
        'Content-Type: text/plain',
        '',
        'text',
        `--${boundary}`,
        'Content-Disposition: form-data; name="note"',
        '',
        'text',
        `--${boundary}--`,
        '',
      ].join('\r\n'),
    });
  });

  it('whose quote is not closed ends in its line', () => {
    expect(() => parse("curl http://a/1\ncurl 'http://a/")).toThrow(/a\.sh:2: a quote ' is opened/);
  });
});

const headerValue = fc.stringMatching(/^([!-~]([ -~é]{0,8}[!-~])?)?$/);
const headers = fc
  .uniqueArray(fc.tuple(fc.stringMatching(/^(x-[a-z]{1,4}|content-type|cookie|accept)$/), headerValue), {
    selector: ([name]) => name,
  })
  .map((lines): HeaderLine[] => lines);
const request: fc.Arbitrary<HttpRequest> = fc.record(
  {
    method: fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', "M'S"),
    path: fc.stringMatching(/^\/([!"$-~é]|\.\.?\/){0,12}$/),
    headers,
    body: fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
      fc.uint8Array({ min: 1 }),
    ),
  },
  { requiredKeys: ['method', 'path', 'headers'] },
);

describe('the law of curl commands: they read as they were written', () => {
  it('as requests and as text', () => {
    fc.assert(
      fc.property(request, (stated) => {
        fc.pre(!stated.body?.includes(0));
        const text = formatCurl('http://a.example/', stated);
        const [found] = parseCurl(text, { file: 'law.sh', readFile });
        expect(found).toEqual({ place: 'law.sh:1', origin: 'http://a.example', ...stated });
        expect(formatCurl('http://a.example', found as HttpRequest)).toBe(text);
      }),
    );
  });
});
