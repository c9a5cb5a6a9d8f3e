import serverlessHttp from 'serverless-http';
import { app } from '../app/app.ts';

export const handler = serverlessHttp(app);
