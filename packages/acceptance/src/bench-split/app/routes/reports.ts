import { Router } from 'express';
import * as reports from '../controllers/reports-controller.ts';

const formatsRouter = Router({ mergeParams: true });
formatsRouter.get('/pdf', reports.print);
formatsRouter.get('/', reports.describe);

export const reportsRouter = Router();
reportsRouter.post('/summary', reports.summarize);
reportsRouter.use('/:reportId', formatsRouter);
reportsRouter.get('/', (_request, response) => void response.json({ items: ['2026-10', '2026-11'] }));
