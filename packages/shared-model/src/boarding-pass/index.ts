import { toBuffer, toSVG } from 'bwip-js/node';

/** An Aztec barcode of a boarding pass' text. The one heavy dependency of the model, hence an entry of its own. */
export async function renderBoardingPass(text: string, format: 'png' | 'svg'): Promise<Buffer | string> {
  const symbol = { bcid: 'azteccode', text, scale: 4, padding: 4, backgroundcolor: 'FFFFFF' };
  return format === 'png' ? toBuffer(symbol) : toSVG(symbol);
}
