import { proveFixtures } from './prove-fixtures.ts';

proveFixtures('express-4');
