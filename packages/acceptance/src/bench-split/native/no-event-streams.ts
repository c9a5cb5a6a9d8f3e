/** Stands in for what no operation on a table has, and a bundler would wrap most of the SDK for. */
export {};
