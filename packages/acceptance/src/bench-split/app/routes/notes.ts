import { Router } from 'express';
import * as notes from '../controllers/notes-controller.ts';

export const notesRouter = Router();
notesRouter.route('/').get(notes.list).post(notes.create);
notesRouter.get('/:noteId', notes.get).patch('/:noteId', notes.rename);
notesRouter.delete('/:noteId', notes.remove);
