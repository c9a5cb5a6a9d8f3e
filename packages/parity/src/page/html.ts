/** Markup that is safe to put into a page: only {@link html} makes it. */
export interface Markup {
  readonly markup: string;
}

/** What a template may hold: text is escaped, markup is not, lists are joined, nothing is nothing. */
export type Content = string | number | Markup | readonly Content[] | undefined;

/** Markup of a template, in which every text is escaped, between tags and in quoted attributes alike. */
export function html(literals: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const texts = literals.map((literal, index) => literal + render(contents[index]));
  return { markup: texts.join('') };
}

function render(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  return 'markup' in content ? content.markup : content.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}
