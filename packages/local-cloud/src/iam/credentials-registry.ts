import { randomBytes } from 'node:crypto';
import { CloudError } from '../cloud-error.ts';
import type { Principal } from './principal.ts';
import type { Role } from './role.ts';

/** Keys that a request is signed with. A role's session always has a token. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Session {
  readonly credentials: Credentials;
  readonly principal: Principal;
}

/** Who asks for which role. */
interface RoleRequest {
  readonly roleArn: string;
  /** `lambda.amazonaws.com`: the role's trust policy must name it. */
  readonly service: string;
  /** For a function: its name, as in Lambda. */
  readonly sessionName: string;
  /** Construct path of what runs under the role, for errors. */
  readonly place: string;
}

/** All keys that are valid in one cloud; another cloud's keys are unknown to it. */
export interface CredentialsRegistry {
  readonly administrator: Session;
  /**
   * Gives a service a fresh session of a role. Throws `CloudError` `iam.unknown-role` when no stack has the role and
   * `iam.role-not-trusted` when its trust policy does not name the service.
   */
  assumeRole(request: RoleRequest): Session;
  /** The session's keys are unknown from now on. */
  revoke(session: Session): void;
  /** The session that an access key belongs to. */
  find(accessKeyId: string): Session | undefined;
}

export interface CredentialsRegistryDependencies {
  findRole(arn: string): Role | undefined;
  readonly account: string;
  readonly now: () => number;
}

export function createCredentialsRegistry(deps: CredentialsRegistryDependencies): CredentialsRegistry {
  const sessions = new Map<string, Session>();
  const add = (session: Session) => {
    sessions.set(session.credentials.accessKeyId, session);
    return session;
  };
  const administrator = add({
    credentials: createCredentials('AKIA'),
    principal: {
      kind: 'administrator',
      arn: `arn:aws:iam::${deps.account}:root`,
      name: 'administrator',
      account: deps.account,
    },
  });
  return {
    administrator,
    assumeRole(request) {
      const role = getTrustingRole(request, deps.findRole(request.roleArn));
      const { sessionName: name } = request;
      const arn = `arn:aws:sts::${role.account}:assumed-role/${role.name}/${name}`;
      return add({
        credentials: { ...createCredentials('ASIA'), sessionToken: randomBytes(96).toString('base64') },
        principal: { kind: 'role-session', arn, name, account: role.account, role, issuedAtMs: deps.now() },
      });
    },
    revoke: ({ credentials }) => void sessions.delete(credentials.accessKeyId),
    find: (accessKeyId) => sessions.get(accessKeyId),
  };
}

function getTrustingRole({ roleArn, service, place }: RoleRequest, role: Role | undefined): Role {
  if (!role) {
    const message = `the role ${roleArn} is in none of the stacks.`;
    const nextStep = 'Define the role in a stack that is started, so that its policies are known.';
    throw new CloudError([{ code: 'iam.unknown-role', message, place, nextStep }]);
  }
  if (!role.trustedServices.has(service)) {
    const message = `the role ${roleArn} cannot be assumed by ${service}.`;
    const nextStep = `Allow ${service} sts:AssumeRole in the role's trust policy.`;
    throw new CloudError([{ code: 'iam.role-not-trusted', message, place, nextStep }]);
  }
  return role;
}

/** `AKIA` begins a long-term key, `ASIA` one that comes with a session token. */
function createCredentials(prefix: 'AKIA' | 'ASIA'): Credentials {
  const accessKeyId = prefix + randomBytes(8).toString('hex').toUpperCase();
  return { accessKeyId, secretAccessKey: randomBytes(30).toString('base64') };
}
