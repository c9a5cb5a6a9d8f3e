/** Every finding that a split can report: what it means and the way out. The one source of their words, docs included. */
export interface CatalogueEntry {
  readonly effect: 'kept' | 'note';
  readonly title: string;
  readonly why: string;
  readonly wayOut: string;
}

function kept(title: string, why: string, wayOut: string): CatalogueEntry {
  return { effect: 'kept', title, why, wayOut };
}

function note(title: string, why: string, wayOut: string): CatalogueEntry {
  return { effect: 'note', title, why, wayOut };
}

export const catalogue = {
  'split.regexp-path': kept(
    'A RegExp path',
    'No route key of API Gateway can say which requests a regular expression matches.',
    'Write the path as a string with parameters.',
  ),
  'split.partial-segment': kept(
    'A path with part of a segment, a wildcard in the middle or a pattern',
    'A parameter of API Gateway is a whole segment, and only the last can stand for several.',
    'Give the parameter a segment of its own and check its form in the handler.',
  ),
  'split.unroutable-path': kept(
    'A path that no route key can spell',
    'API Gateway decodes paths and collapses nothing: blanks, escapes, letters beyond ASCII, empty segments and strict trailing slashes have no key.',
    'Use letters, digits and -._~ in paths, without a trailing slash.',
  ),
  'split.unroutable-method': kept(
    'A method without a route key',
    'API Gateway knows GET, POST, PUT, PATCH, DELETE and HEAD; what Express answers to OPTIONS depends on all routes of a path.',
    'Nothing to do: the lith answers it as before.',
  ),
  'split.catch-all': kept(
    'A route for every path',
    'Its function would need every other route of the app, and so be the lith once more.',
    'Nothing to do: the lith answers what no other route takes.',
  ),
  'split.shared-state': kept(
    'State of the process that requests change',
    'Each function has its own copy: what one route writes, another in a different function does not see.',
    'Keep it in a table or cache outside of the process; or accept the finding if each function may have its own.',
  ),
  'split.lazy-singleton': note(
    'A value made on first use',
    'Each function makes its own on its first request, as each environment of the lith does.',
    'Nothing to do.',
  ),
  'split.memory-session': kept(
    'Sessions in memory',
    'A session that one function starts is unknown to all others.',
    'Give express-session a store outside of the process.',
  ),
  'split.memory-rate-limit': kept(
    'A rate limit that counts in memory',
    'Each function would count for itself, and the limit would be as many times higher.',
    'Give the limiter a store outside of the process, or let API Gateway throttle.',
  ),
  'split.random-at-load': kept(
    'A random value made once, for all requests',
    'Each function makes its own: what one signs with it, another does not recognise.',
    'Give it to the app from outside, as an environment variable or a secret.',
  ),
  'split.route-listing': kept(
    'Code that looks at what is registered',
    'A function holds only its own part of the registrations, and would tell or do something else.',
    'Keep such routes in the lith; or accept the finding if what it lists does not matter.',
  ),
  'split.timer': kept(
    'A timer or schedule',
    'It would run once in every function, and only while a request keeps the environment awake.',
    'Let EventBridge Scheduler call a function for it.',
  ),
  'split.process-listener': kept(
    'A listener of the process',
    'What it does to a request in flight cannot be told from the source.',
    'Move it to the file that listens, out of the module that exports the app.',
  ),
  'split.signal-listener': note(
    'A listener for the end of the process',
    'No request comes after a signal that ends the process, or `exit`: what it changes shows in no answer, and each function ends its own process as the lith does.',
    'Nothing to do.',
  ),
  'split.upgrade': kept(
    'WebSockets, upgrades or server-sent pushes',
    'An HTTP API gives a function whole requests and takes whole answers; clients that are connected to the lith are unknown to it.',
    'Use a WebSocket API for it.',
  ),
  'split.streaming': kept(
    'An answer that is sent bit by bit',
    'An HTTP API waits for the whole answer, so a stream without end never arrives.',
    'Answer at once, or serve this route by a function URL with response streaming.',
  ),
  'split.late-registration': kept(
    'Routes registered after loading',
    'What is registered later cannot be seen, and may come before or after a request.',
    'Register all routes before the module or factory is done; await what they need.',
  ),
  'split.request-rewrite': kept(
    'Middleware that sends requests elsewhere',
    'A request that changes its URL needs routes that its function does not hold.',
    'Route by the URL that the client sent, or call the other handler directly.',
  ),
  'split.local-files': kept(
    'Files that requests write',
    'Each environment has its own disk, and all of it but /tmp is read-only.',
    'Write to S3 or a file system that is shared.',
  ),
  'split.child-process': kept(
    'A thread or process of its own',
    'No function contains what it runs, and what it keeps is in none of them.',
    'Do the work in the handler, or have a service do it.',
  ),
  'split.local-database': kept(
    'A database within the process or on its disk',
    'Each function would have its own.',
    'Use a database that is reached over the network.',
  ),
  'split.unknown-file': kept(
    'A file whose name the source does not tell',
    'It cannot be shipped with the function that reads it.',
    'Build its path from __dirname or import.meta and plain text.',
  ),
  'split.unfollowed-module': kept(
    'A module that the source does not name',
    'No bundle would contain it.',
    'Import it by a name that stands in the source.',
  ),
  'split.shadowed-route': note(
    'A route behind one that takes all of its requests',
    'Express asks routes in the order of registration. The earlier one is in its function, too, so that the answer is the same.',
    'Register the more specific route first, if that was meant.',
  ),
  'split.shared-site': note(
    'Several routes registered by one line',
    'They cannot be told apart in the source and make one function.',
    'Nothing to do; write them out if they should part.',
  ),
  'split.unknown-environment': note(
    'Environment variables whose names the source does not tell',
    'The list of variables that the function reads may be incomplete.',
    'Pass the function what the lith has.',
  ),
  'split.whole-package': note(
    'A package that no bundle can hold',
    'It looks for files beside itself, requires what it only knows when it runs, or has native code.',
    'Nothing to do: it is deployed beside the bundle as it is installed.',
  ),
  'split.aggregated-client': note(
    'A client of the AWS SDK with every operation as a method',
    'It keeps every command alive, so that all of them count as possible.',
    'Send single commands by the bare client.',
  ),
} as const satisfies Record<string, CatalogueEntry>;

export type FindingCode = keyof typeof catalogue;
