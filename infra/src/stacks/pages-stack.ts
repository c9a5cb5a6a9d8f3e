import { readManifestSync, SplitFunction } from '@unlith/constructs';
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { guardsItself, type LithSplit, toSplitProps } from '../resources/lith-split.ts';
import { addRoutes } from '../resources/route.ts';
import type { SplitStack } from './split-stack.ts';

export interface PagesStackProps extends StackProps, LithSplit {
  readonly split: SplitStack;
}

/**
 * The split's View: pages, forms and files are extracted from the lith, while the API's routes are native. They are the one part
 * of the split that works on several services' tables (docs/decisions/0009-pages-stay-express.md).
 */
export class PagesStack extends Stack {
  constructor(scope: Construct, id: string, props: PagesStackProps) {
    super(scope, id, props);
    const split = readManifestSync(props.manifest);
    for (const described of split.functions) {
      const routeKeys =
        described.name === split.fallback ? fileRouteKeys : described.routeKeys.filter(isPage);
      if (routeKeys.length === 0) continue;
      const { lambda } = new SplitFunction(this, described.name, {
        ...toSplitProps(props),
        split,
        described,
      });
      addRoutes(this, routeKeys, {
        api: props.split.api,
        function: lambda,
        guard: { openBecause: guardsItself },
      });
    }
  }
}

const isPage = (routeKey: string) => !routeKey.includes(' /api/');

/** Files are no routes of Express, so they stay with the lith's bundle, whose role may do nothing. */
const fileRouteKeys = ['GET /public/{proxy+}', 'HEAD /public/{proxy+}'];
