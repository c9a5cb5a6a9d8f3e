import { Router } from 'express';

export const pagesRouter = Router();
pagesRouter.get('/', (_request, response) => response.render('home', { title: 'Notebook' }));
pagesRouter.get('/about', (_request, response) => response.render('about', { title: 'About' }));
pagesRouter.get('/notes/new', (_request, response) => response.render('new-note', { title: 'New note' }));
