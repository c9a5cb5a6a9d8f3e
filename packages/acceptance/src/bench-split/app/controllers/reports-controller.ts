import { parse } from 'csv-parse/sync';
import type { Request, Response } from 'express';
// @ts-expect-error The package has no types of its own.
import lodash from 'lodash';
// @ts-expect-error Neither has this.
import PDFDocument from 'pdfkit';

interface Line {
  readonly category: string;
  readonly amount: string;
}

/** Sums a CSV by category. */
export function summarize({ body }: Request, response: Response): void {
  const lines: Line[] = parse(String(body?.csv ?? ''), { columns: true });
  const byCategory = lodash.groupBy(lines, 'category');
  const sum = (each: readonly Line[]) => lodash.sumBy(each, ({ amount }: Line) => Number(amount));
  response.json(lodash.mapValues(byCategory, sum));
}

export function print({ params }: Request, response: Response): void {
  const document = new PDFDocument({ info: { CreationDate: new Date(0) } });
  response.type('pdf');
  document.pipe(response);
  document.text(`Report ${params.reportId}`);
  document.end();
}

export function describe({ params }: Request, response: Response): void {
  response.json({ reportId: params.reportId, formats: ['pdf', 'json'] });
}
