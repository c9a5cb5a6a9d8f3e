/** Packages that make a Lambda handler of an app; plain JavaScript, since Node's module hooks read it, too. */
export const lambdaWrappers =
  /^(?:serverless-http|@(?:vendia|codegenie)\/serverless-express|aws-serverless-express)(?:\/middleware(?:\.js)?)?$/;

/** The module that stands in for them. */
export const lambdaWrapper = new URL('./lambda-wrapper.cjs', import.meta.url);
