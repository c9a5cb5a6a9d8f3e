import { describe, expect, it } from 'vitest';
import { listPlacements, readPlacement } from '../src/placement.ts';
import { resolveStageSettings } from '../src/stage-settings.ts';
import { StageSettingsError } from '../src/stage-settings-error.ts';
import { synthesizeTemplates } from './synthesize.ts';

const resolve = (context: Record<string, unknown>) =>
  resolveStageSettings({ tryGetContext: (key) => context[key] });
const login = { issuer: 'https://login.example.com/', audience: 'airline' };

describe('stage settings', () => {
  it('have defaults', () => {
    expect(resolve({})).toEqual({
      identity: 'cognito',
      calibration: false,
      accounts: undefined,
      placement: readPlacement('bookings-native'),
      isRecording: false,
      throttle: { rateLimit: 1000, burstLimit: 2000 },
    });
  });

  it.each([
    ['an audience without an issuer', { audience: 'airline' }, '"issuer" is missing'],
    ['an issuer without an audience', { issuer: login.issuer }, '"audience" is missing'],
    [
      'an issuer that is no https URL',
      { ...login, issuer: 'http://login.example.com' },
      '"http://login.example.com"',
    ],
    ['a rate that is no number', { rateLimit: 'fast' }, '"rateLimit" is "fast"'],
    ['one account of two', { loyaltyAccount: '111111111111' }, '"bookingsAccount" is ""'],
    [
      'an account that is none',
      { loyaltyAccount: '1', bookingsAccount: '222222222222' },
      '"loyaltyAccount" is "1"',
    ],
    ['a placement that is not there', { placement: 'nowhere' }, `Give one of ${listPlacements().join(', ')}`],
    ['a burst of nothing', { burstLimit: '0' }, '"burstLimit" is "0"'],
  ])('refuse %s', (_, context, message) => {
    expect(() => resolve(context)).toThrow(StageSettingsError);
    expect(() => resolve(context)).toThrow(message);
  });
});

describe('an issuer of one’s own', () => {
  it('takes the place of the user pool at both doors', () => {
    const templates = synthesizeTemplates(login);
    expect(templates.has('Identity')).toBe(false);
    templates.get('Split')?.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: login.issuer, Audience: [login.audience] },
    });
    templates.get('Monolith')?.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { JWT_ISSUER: login.issuer, JWT_AUDIENCE: login.audience } },
    });
  });
});

describe('calibration', () => {
  it('adds a second lith only when asked', () => {
    expect(synthesizeTemplates().has('Calibration')).toBe(false);
    expect(synthesizeTemplates({ calibration: 'true' }).has('Calibration')).toBe(true);
  });
});
