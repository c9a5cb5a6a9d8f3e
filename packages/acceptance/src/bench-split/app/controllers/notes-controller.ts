import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { HttpError } from '../errors.ts';
import { deleteNote, findNote, listNotes, putNote, renameNote } from '../notes-table.ts';

type NoteRequest = Request<{ noteId: string }>;

export async function list(_request: Request, response: Response): Promise<void> {
  response.json({ items: await listNotes(response.locals.user) });
}

export async function create({ body }: Request, response: Response): Promise<void> {
  const note = { user: response.locals.user, noteId: randomUUID(), text: String(body?.text ?? '') };
  await putNote(note);
  response.status(201).location(`/api/notes/${note.noteId}`).json(note);
}

export async function get({ params }: NoteRequest, response: Response): Promise<void> {
  const note = await findNote(response.locals.user, params.noteId);
  if (!note) throw new HttpError(404, 'No such note');
  response.json(note);
}

export async function rename({ params, body }: NoteRequest, response: Response): Promise<void> {
  await renameNote(response.locals.user, params.noteId, String(body?.text ?? ''));
  response.sendStatus(204);
}

export async function remove({ params }: NoteRequest, response: Response): Promise<void> {
  await deleteNote(response.locals.user, params.noteId);
  response.sendStatus(204);
}
