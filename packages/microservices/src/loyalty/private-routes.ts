/** Loyalty's private API, by what it does. */
export const privateRoutes = {
  debits: 'POST /internal/loyalty/{customerId}/debits',
  refunds: 'POST /internal/loyalty/{customerId}/refunds',
} as const;
