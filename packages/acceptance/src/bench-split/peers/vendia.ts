import { configure } from '@vendia/serverless-express';
import { app } from '../app/app.ts';

const handle = configure({ app });

export const handler = (event: object, context: object) => handle(event, context as never, () => {});
