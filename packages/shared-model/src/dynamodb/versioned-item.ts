/** The condition that a stored item is still the one which was read, or still not there. */
export const replacing = (previous: { readonly version: number } | undefined) =>
  previous
    ? {
        ConditionExpression: 'version = :previous',
        ExpressionAttributeValues: { ':previous': previous.version },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
