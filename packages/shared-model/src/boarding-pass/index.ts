import { azteccode, drawingSVG } from 'bwip-js/node';

/**
 * Draws a boarding pass' text as an Aztec barcode, the same bytes for the same text. The model's one heavy dependency
 * (some 140 kB: of bwip-js only this symbology is imported), hence an entry of its own.
 */
export async function renderBoardingPass(text: string, format: 'png' | 'svg'): Promise<Buffer | string> {
  const symbol = { bcid: 'azteccode', text, scale: 4, padding: 4, backgroundcolor: 'FFFFFF' };
  return format === 'png' ? azteccode(symbol) : azteccode(symbol, drawingSVG());
}
