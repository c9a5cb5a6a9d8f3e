/**
 * Whether a Content-Type or Accept header names one of an API's binary media types, which may have `*` for both parts.
 * Of several types only the first counts.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function isBinary(header: string | undefined, binaryMediaTypes: readonly string[]): boolean {
  const [first = ''] = (header ?? '').split(/[,;]/u);
  const [type, subtype] = splitMediaType(first);
  return binaryMediaTypes
    .map(splitMediaType)
    .some(
      ([knownType, knownSubtype]) =>
        (knownType === '*' || knownType === type) && (knownSubtype === '*' || knownSubtype === subtype),
    );
}

function splitMediaType(mediaType: string): (string | undefined)[] {
  return mediaType.trim().toLowerCase().split('/');
}
