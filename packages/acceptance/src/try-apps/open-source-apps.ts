/** An app that others wrote: where it comes from, and which of its modules to try. Nothing of it is committed here. */
export interface OpenSourceApp {
  /** As the report calls it: `expressjs/express examples 5.2.1`. */
  readonly name: string;
  readonly source: Source;
  /** Files to put beside it, by path: what its own repository would have given it. */
  readonly files?: Readonly<Record<string, string>>;
  /** Packages to install besides its dependencies, as npm takes them. */
  readonly packages?: readonly string[];
  readonly entries: readonly Entry[];
}

export type Source =
  /** Part of a repository at a tag, or at the end of a branch if it has none. */
  | {
      readonly kind: 'git';
      readonly repository: string;
      readonly tag: string;
      readonly paths: readonly string[];
    }
  /** A published package, unpacked: it is the project itself, and nobody's dependency. */
  | { readonly kind: 'package'; readonly package: string }
  /** What a generator writes into an empty directory. */
  | { readonly kind: 'generator'; readonly package: string; readonly words: readonly string[] }
  /** Nothing but {@link OpenSourceApp.files}. */
  | { readonly kind: 'files' };

export interface Entry {
  readonly module: string;
  /** Command in the app's directory that runs its own tests against `BASE_URL`. */
  readonly test?: string;
  /** Why its tests cannot be pointed at a URL, or that it has none. */
  readonly untested?: string;
}

const expressExamples: OpenSourceApp = {
  name: 'expressjs/express examples 5.2.1',
  source: {
    kind: 'git',
    repository: 'https://github.com/expressjs/express',
    tag: 'v5.2.1',
    paths: ['examples', 'test/acceptance', 'test/support'],
  },
  // The examples require the repository around them: here that is the published package.
  files: {
    'package.json': '{ "name": "express-examples", "private": true }\n',
    'index.js': "module.exports = require('express');\n",
    'lib/express.js': "module.exports = require('express');\n",
  },
  packages: [
    'express@5.2.1',
    'cookie-parser@1.4.7',
    'cookie-session@2.1.1',
    'ejs@3.1.10',
    'express-session@1.18.1',
    'hbs@4.2.0',
    'marked@15.0.12',
    'method-override@3.0.0',
    'mocha@11.7.5',
    'morgan@1.10.1',
    'pbkdf2-password@1.2.1',
    'supertest@6.3.4',
    'vhost@3.0.2',
  ],
  entries: [
    ...[
      'auth',
      'content-negotiation',
      'cookie-sessions',
      'cookies',
      'downloads',
      'ejs',
      'error',
      'error-pages',
    ],
    ...[
      'hello-world',
      'markdown',
      'multi-router',
      'mvc',
      'params',
      'resource',
      'route-map',
      'route-separation',
    ],
    ...['vhost', 'web-service'],
  ]
    .map(
      (name): Entry => ({
        module: `examples/${name}/index.js`,
        test: `npx mocha --require test/support/env --require unlith-base-url.cjs test/acceptance/${name}.js`,
      }),
    )
    // Not view-constructor, which fetches its templates from GitHub, nor online and search, which need a Redis.
    .concat(
      ['route-middleware', 'session', 'static-files', 'view-locals'].map((name) => ({
        module: `examples/${name}/index.js`,
        untested: 'has no tests',
      })),
    ),
};

const generated = (view: string): OpenSourceApp => ({
  name: `express-generator 4.16.1 --view=${view}`,
  source: {
    kind: 'generator',
    package: 'express-generator@4.16.1',
    words: [`--view=${view}`, '--force', '.'],
  },
  entries: [{ module: 'app.js', untested: 'has no tests' }],
});

/** As most liths are: `exports.handler = serverless(app)`. */
const serverlessExample: OpenSourceApp = {
  name: 'serverless/examples',
  source: {
    kind: 'git',
    repository: 'https://github.com/serverless/examples',
    tag: 'v3',
    paths: ['aws-node-express-api'],
  },
  files: { 'package.json': '{ "name": "serverless-examples", "private": true }\n' },
  packages: ['express@4.22.1', 'serverless-http@3.2.0'],
  entries: [{ module: 'aws-node-express-api/index.js', untested: 'has no tests' }],
};

const jsonPlaceholder: OpenSourceApp = {
  name: 'jsonplaceholder 0.3.3',
  source: { kind: 'package', package: 'jsonplaceholder@0.3.3' },
  packages: ['tape@4.17.0', 'supertest@6.3.4'],
  entries: [{ module: 'src/app.js', test: 'node --require ./unlith-base-url.cjs test/app.js' }],
};

const jsonServer: OpenSourceApp = {
  name: 'json-server 0.17.4',
  source: { kind: 'files' },
  files: {
    'package.json': '{ "name": "json-server-app", "private": true }\n',
    'db.json': '{ "posts": [{ "id": 1, "title": "json-server" }], "profile": { "name": "typicode" } }\n',
    // As its README has it.
    'server.js': [
      "const jsonServer = require('json-server');",
      'const server = jsonServer.create();',
      "const router = jsonServer.router(require('./db.json'));",
      'const middlewares = jsonServer.defaults();',
      'server.use(middlewares);',
      "server.get('/echo', (req, res) => { res.jsonp(req.query); });",
      'server.use(jsonServer.bodyParser);',
      'server.use(router);',
      'server.listen(3000);',
      '',
    ].join('\n'),
  },
  packages: ['json-server@0.17.4'],
  entries: [{ module: 'server.js', untested: 'the package has no tests' }],
};

/** In the order of the report. */
export const openSourceApps: readonly OpenSourceApp[] = [
  expressExamples,
  ...['pug', 'ejs', 'hbs'].map(generated),
  serverlessExample,
  jsonPlaceholder,
  jsonServer,
];
