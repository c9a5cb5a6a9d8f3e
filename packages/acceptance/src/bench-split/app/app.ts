import { join } from 'node:path';
import express from 'express';
import { requireUser } from './authentication.ts';
import { handleError, handleUnknown } from './errors.ts';
import { requestId } from './request-id.ts';
import { notesRouter } from './routes/notes.ts';
import { pagesRouter } from './routes/pages.ts';
import { reportsRouter } from './routes/reports.ts';

/** A notebook: 14 routes in three resources and pages, as people write them, for `pnpm bench:split`. */
export const app = express();
app.set('views', join(import.meta.dirname, 'views'));
app.set('view engine', 'ejs');
app.use(requestId);
app.use(express.json());

app.get('/health', (_request, response) => void response.json({ status: 'ok' }));
app.get('/version', (_request, response) => void response.json({ version: '1.4.2' }));

app.use('/', pagesRouter);
app.use('/api/notes', requireUser, notesRouter);
app.use('/api/reports', requireUser, reportsRouter);
app.use(handleUnknown);
app.use(handleError);
