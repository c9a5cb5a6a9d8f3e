import type { Problem } from '../cloud-error.ts';
import { parseEffect } from './policy.ts';
import { createDocumentReader, type DocumentReader, toList } from './policy-reader.ts';

/**
 * The services that a role's trust policy lets assume it, such as `lambda.amazonaws.com`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html). Other principals are read and
 * left out: nobody but a service can assume a role here.
 */
export function parseTrustPolicy(document: unknown, place: string, problems: Problem[]): ReadonlySet<string> {
  const reader = createDocumentReader(place, problems);
  const policy = reader.object(document, 'AssumeRolePolicyDocument');
  reader.allow(policy, ['Version', 'Id', 'Statement']);
  const statements = toList(policy.Statement).map((statement) => parseStatement(statement, reader));
  const trusted = new Set(statements.filter(isAllow).flatMap((statement) => statement.services));
  for (const { services } of statements.filter((statement) => !isAllow(statement))) {
    for (const service of services) trusted.delete(service);
  }
  return trusted;
}

interface TrustStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly services: readonly string[];
}

const isAllow = ({ effect }: TrustStatement) => effect === 'Allow';

function parseStatement(source: unknown, reader: DocumentReader): TrustStatement {
  const statement = reader.object(source, 'Statement');
  reader.allow(statement, ['Sid', 'Effect', 'Principal', 'Action', 'Condition']);
  if (statement.Condition !== undefined) {
    reader.report(
      'conditions of trust policies are not emulated.',
      'Remove Condition from the trust policy.',
    );
  }
  const principal =
    statement.Principal === '*' ? { AWS: '*' } : reader.object(statement.Principal, 'Principal');
  reader.allow(principal, ['Service', 'AWS', 'Federated', 'CanonicalUser']);
  const assumes = toList(statement.Action).some((action) =>
    /^(\*|sts:(\*|AssumeRole))$/iu.test(String(action)),
  );
  const services = assumes ? toList(principal.Service).map(String) : [];
  return { effect: parseEffect(statement.Effect, reader), services };
}
