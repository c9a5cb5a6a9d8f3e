/**
 * The headers that are not compared, and why: they speak of the connection and of this one delivery, not of the answer.
 * https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
export const transportHeaders: Readonly<Record<string, string>> = {
  connection: 'belongs to one connection',
  'keep-alive': 'belongs to one connection',
  'transfer-encoding': 'how the body was framed; the body itself is compared',
  'content-length': 'how the body was framed; the body itself is compared',
  date: 'the moment of this answer',
  'apigw-requestid': "the gateway's own id of this delivery",
  'x-amzn-requestid': "the service's own id of this delivery",
  'x-amzn-trace-id': 'the trace of this delivery',
  'x-amz-apigw-id': "the gateway's own id of this delivery",
  'x-amz-cf-id': "CloudFront's own id of this delivery",
  'x-amz-cf-pop': 'the edge location that happened to answer',
  via: 'the proxies that happened to be on the way',
};
