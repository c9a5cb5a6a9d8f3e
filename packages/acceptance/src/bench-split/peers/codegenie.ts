import { configure } from '@codegenie/serverless-express';
import { app } from '../app/app.ts';

export const handler = configure({ app });
