/** Handlers read their variables when they are loaded: import this first. */
Object.assign(process.env, {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  FLIGHTS_TABLE: 'flights-table',
  BOOKINGS_TABLE: 'bookings-table',
  LOYALTY_TABLE: 'loyalty-table',
  STATISTICS_TABLE: 'statistics-table',
  FLIGHTS_API_URL: 'http://127.0.0.1:1',
  LOYALTY_API_URL: 'http://127.0.0.1:1',
});
