import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { type Difference, diffByName, type PlaceCodes } from './difference.ts';

/** An element, or the text between elements; comments and white space between elements are gone. */
type Markup =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'element';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly children: readonly Markup[];
    };

const codes: PlaceCodes = {
  missing: 'parity.field-missing',
  added: 'parity.field-added',
  value: 'parity.body-value',
};

/** Compares two pages by structure and text, as a browser's parser reads them; runs of white space are one space. */
export function diffHtml(baseline: string, candidate: string, where: string): Difference[] {
  return diffChildren(toMarkup(parse(baseline)), toMarkup(parse(candidate)), where);
}

function diffChildren(
  baseline: readonly Markup[],
  candidate: readonly Markup[],
  where: string,
): Difference[] {
  const [left, right] = [listNames(baseline), listNames(candidate)];
  // One difference for the whole list: past the first strange element everything would only be shifted.
  if (left.join() !== right.join())
    return [{ code: 'parity.body-type', where, baseline: left, candidate: right }];
  return baseline.flatMap((child, index) =>
    diffMarkup(child, candidate[index] as Markup, `${where}/${toPlace(left, index)}`),
  );
}

function diffMarkup(baseline: Markup, candidate: Markup, where: string): Difference[] {
  if (baseline.kind === 'element' && candidate.kind === 'element') {
    return [
      ...diffByName([baseline.attributes, candidate.attributes], (name) => `${where}@${name}`, codes),
      ...diffChildren(baseline.children, candidate.children, where),
    ];
  }
  const [left, right] = [toText(baseline), toText(candidate)];
  return left === right ? [] : [{ code: 'parity.body-value', where, baseline: left, candidate: right }];
}

function toText(markup: Markup): string {
  return markup.kind === 'text' ? markup.text : '';
}

function listNames(children: readonly Markup[]): string[] {
  return children.map((child) => (child.kind === 'text' ? 'text()' : child.name));
}

/** `li[2]`: counted among the siblings of the same name, as XPath does. */
function toPlace(names: readonly string[], index: number): string {
  const name = names[index] as string;
  const nth = names.slice(0, index + 1).filter((other) => other === name).length;
  return names.filter((other) => other === name).length > 1 ? `${name}[${nth}]` : name;
}

function toMarkup(parent: { readonly childNodes: readonly DefaultTreeAdapterTypes.ChildNode[] }): Markup[] {
  return parent.childNodes.flatMap((node): Markup[] => {
    if ('value' in node) {
      const text = node.value.replace(/\s+/g, ' ').trim();
      return text ? [{ kind: 'text', text }] : [];
    }
    if (!('tagName' in node))
      return node.nodeName === '#documentType' ? [{ kind: 'text', text: `<!doctype ${node.name}>` }] : [];
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
    // The children of a <template> hang below its content.
    const children = toMarkup('content' in node ? node.content : node);
    return [{ kind: 'element', name: node.tagName, attributes, children }];
  });
}
