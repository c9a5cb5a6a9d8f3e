/** Every code a finding can have, and what it means: the one source for reports and documentation. */
export const findingCatalogue = {
  'parity.status': 'The candidate answers with another status.',
  'parity.unexpected-status':
    'The baseline itself does not answer with the status that the scenario expects.',
  'parity.unsettled': 'An answer that settles in time, so the step says, did not.',
  'parity.not-reached':
    'A step could not be played on one side, because an earlier answer lacks a value that it needs.',
  'parity.no-answer':
    'The candidate gave no answer: it is gone, or took too long, or what it sent is no HTTP.',
  'parity.unstable-baseline':
    'The baseline differs from itself, and neither as an id nor as a time: nothing can be compared there.',
  'parity.header-missing': 'A header that the baseline sends is absent.',
  'parity.header-added': 'A header that the baseline does not send is present.',
  'parity.header-value': 'A header has another value.',
  'parity.cookie-missing': 'A cookie, or one of its attributes, that the baseline sets is absent.',
  'parity.cookie-added': 'A cookie, or one of its attributes, that the baseline does not set is present.',
  'parity.cookie': 'A cookie, or one of its attributes, has another value.',
  'parity.body-type': 'A value of the body has another type, or the body another form.',
  'parity.body-value': 'A value of the body differs.',
  'parity.field-missing': 'A field or element of the body that the baseline has is absent.',
  'parity.field-added': 'A field or element of the body that the baseline does not have is present.',
  'parity.array-order': 'A list has the same elements in another order.',
  'parity.bytes': 'The bytes of the body differ.',
  'parity.id-mismatch': 'An id does not mean the same thing throughout: it already stands for another id.',
  'parity.time-tolerance': 'A time lies further away than the tolerance allows.',
  'parity.time-repeated':
    'A time that the baseline sets anew is one that this side has already answered before.',
  'parity.accepted-unused': 'An accepted divergence matched no finding: remove it.',
  'parity.accepted-expired': 'An accepted divergence has passed the day on which it must be reviewed.',
} as const;

/** One of the codes of {@link findingCatalogue}. */
export type FindingCode = keyof typeof findingCatalogue;
