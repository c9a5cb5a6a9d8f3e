// Loaded before somebody else's tests: where they require the app, they get the URL in BASE_URL instead, which supertest takes
// as well. This is all that is changed of them.
const Module = /** @type {any} */ (require('node:module'));

const isApp = /^\.\.\/\.\.\/examples\/|^\.\.\/src\/app$/;
const load = Module._load;

/**
 * @param {string} request
 * @param {unknown[]} rest
 */
Module._load = function loadOrAddress(request, ...rest) {
  return isApp.test(request) ? process.env.BASE_URL : load.call(this, request, ...rest);
};
