/**
 * What takes no room on the page, or turns the order of reading round: a request would show a person something else than it
 * says, and a name could look like another one.
 */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u

const joining = ['Arab', 'Syrc', 'Mong', 'Nkoo', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu']
  .concat(['Knda', 'Mlym', 'Sinh', 'Khmr', 'Mymr', 'Tibt'])
  .map((script) => String.raw`\p{Script_Extensions=${script}}`)
  .join('')

/** Where writing needs such a character: it then changes how its neighbors are drawn, and is seen by that. */
const NEEDED = new RegExp(
  [
    // Between the parts of an emoji, after one that has a colorful form, and in the flags of regions.
    String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`,
    String.raw`(?<=\p{Emoji})[\ufe0e\ufe0f]`,
    String.raw`(?<=\u{1f3f4})[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}`,
    // Joiners of Persian and the Indic scripts, forms of Mongolian letters and of Chinese characters.
    String.raw`(?<=[${joining}])[\u200c\u200d]`,
    String.raw`(?<=\p{Script_Extensions=Mong})[\u180b-\u180f]`,
    String.raw`(?<=\p{Script_Extensions=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
  ].join('|'),
  'gu',
)

const RIGHT_TO_LEFT = /[\p{Script=Hebr}\p{Script=Arab}\p{Script=Syrc}\p{Script=Thaa}\p{Script=Nkoo}]/u
/** In text that runs from right to left they keep a number or a bracket on its side. */
const DIRECTION_MARKS = /[\u200e\u200f\u061c]/g

const blank = (found: string) => ' '.repeat(found.length)

export interface Hidden {
  at: number
  /** Such as U+202E. */
  code: string
}

/** The first character that hides something, or null. */
export function hiddenIn(value: string): Hidden | null {
  if (!HIDDEN.test(value)) return null
  const needed = value.replace(NEEDED, blank)
  const found = HIDDEN.exec(RIGHT_TO_LEFT.test(value) ? needed.replace(DIRECTION_MARKS, blank) : needed)
  if (!found) return null
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return { at: found.index, code: `U+${code}` }
}

/** A text of before there was a rule, or from elsewhere, with everything hidden in it put into sight. */
export function withHiddenShown(value: string): string {
  const found = hiddenIn(value)
  if (!found) return value
  const after = found.at + String.fromCodePoint(value.codePointAt(found.at) ?? 0).length
  return `${value.slice(0, found.at)}[${found.code}]${withHiddenShown(value.slice(after))}`
}
