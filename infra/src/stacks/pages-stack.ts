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
 * of the split that works on several services' tables (docs/decisions/0007-pages-stay-express.md).
 */
export class PagesStack extends Stack {
  constructor(scope: Construct, id: string, props: PagesStackProps) {
    super(scope, id, props);
    const splitProps = toSplitProps(props);
    for (const described of readManifestSync(props.manifest).functions) {
      const routeKeys = described.routeKeys.filter(isPage);
      if (routeKeys.length === 0) continue;
      const { lambda } = new SplitFunction(this, described.name, { ...splitProps, described });
      addRoutes(this, routeKeys, {
        api: props.split.api,
        function: lambda,
        guard: { openBecause: guardsItself },
      });
    }
  }
}

const isPage = (routeKey: string) => routeKey !== '$default' && !routeKey.includes(' /api/');
