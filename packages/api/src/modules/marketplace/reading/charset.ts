/*
 * Bytes of a page to text. Marks at the beginning count before what the server says, that before what the page says; bytes
 * that are UTF-8 beyond doubt are that whatever anybody says.
 */

export interface DecodedPage {
  html: string
  /** As the Encoding Standard names it, such as `windows-1252`. */
  charset: string
}

const FALLBACK = 'windows-1252'
/** Where browsers look for the page's own word. */
const HEAD = 4_096
/** Signs that are counted to tell what the bytes are. */
const SAMPLE = 1_000_000

const MARKS: readonly (readonly [bytes: readonly number[], charset: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/** A decoder for a label; null where nobody knows it. */
function decoderFor(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const labelIn = (text: string): string | null =>
  /charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w:.-]{2,40})/i.exec(text)?.[1] ?? null

/** The page's own word, in `meta charset` or `meta http-equiv`. */
function labelInPage(bytes: Uint8Array): string | null {
  const head = new TextDecoder(FALLBACK).decode(bytes.subarray(0, HEAD))
  const meta = /<meta[^>]{0,300}?charset\s{0,5}=[^>]{0,60}/i.exec(head)?.[0]
  const label = meta === undefined ? null : labelIn(meta)
  // Who could read that word did not read it as two bytes a letter.
  return label !== null && /^utf-?16/i.test(label) ? 'utf-8' : label
}

/** Letters beyond ASCII in UTF-8, and bytes that are none. A letter cut off at the end is neither. */
function judgedAsUtf8(bytes: Uint8Array): { html: string; isCertain: boolean; isBroken: boolean } {
  const html = new TextDecoder('utf-8').decode(bytes, { stream: true })
  const sample = html.slice(0, SAMPLE)
  const beyond = sample.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0
  const broken = sample.match(/\ufffd/g)?.length ?? 0
  return { html, isCertain: beyond > 0 && broken === 0, isBroken: broken > beyond }
}

/** The text of a page. A wrong word about its charset is found out where the bytes speak against it. */
export function decodePage(bytes: Uint8Array, contentType = ''): DecodedPage {
  const mark = MARKS.find(([start]) => start.every((byte, at) => bytes[at] === byte))?.[1]
  if (mark !== undefined) return { html: new TextDecoder(mark).decode(bytes), charset: mark }
  const utf8 = judgedAsUtf8(bytes)
  if (utf8.isCertain) return { html: utf8.html, charset: 'utf-8' }
  const labels = [labelIn(contentType), labelInPage(bytes)].filter((label) => label !== null)
  for (const label of labels) {
    const decoder = decoderFor(label)
    if (decoder && (decoder.encoding !== 'utf-8' || !utf8.isBroken))
      return {
        html: decoder.encoding === 'utf-8' ? utf8.html : decoder.decode(bytes),
        charset: decoder.encoding,
      }
  }
  return { html: new TextDecoder(FALLBACK).decode(bytes), charset: FALLBACK }
}
