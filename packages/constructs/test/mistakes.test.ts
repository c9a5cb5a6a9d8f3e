// biome-ignore-all lint/suspicious/noTemplateCurlyInString: resources of a manifest look like this
import { ManifestError } from '@unlith/splitter/manifest';
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { SplitApi, SplitApiError } from '../src/index.ts';
import { describeFunction, shop, synthesize } from './split.ts';

describe('a split API refuses', () => {
  it('a manifest that is not there', () => {
    const stack = new Stack(new App(), 'Shop');
    expect(() => new SplitApi(stack, 'Split', { manifest: 'nowhere/manifest.json' })).toThrow(ManifestError);
  });

  it('a permission on a resource that nobody gave', () => {
    expect(() => synthesize(shop)).toThrow(SplitApiError);
    expect(() => synthesize(shop)).toThrow(
      'get-items is granted dynamodb:Query on ${ITEMS_TABLE}: give the table or the ARN that ITEMS_TABLE names',
    );
  });

  it('more routes than the resource policy of one function holds', () => {
    const all = describeFunction(
      'all',
      Array.from({ length: 46 }, (_, index) => `GET /${index}`),
    );
    const lith = describeFunction('lith', ['$default'], { kind: 'lith' });
    expect(() => synthesize({ ...shop, functions: [lith, all], routes: [] })).toThrow(
      'Shop/Split/all/Function has 46 routes',
    );
  });
});
