/**
 * What takes no room on the page, or turns the order of reading round: a request would show a person something else than it
 * says, and a name could look like another one.
 */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u

const EACH_HIDDEN = new RegExp(HIDDEN, 'gu')

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

/** Every character that hides something, from the first on. */
function* allHiddenIn(value: string): Generator<Hidden> {
  if (!HIDDEN.test(value)) return
  const needed = value.replace(NEEDED, blank)
  const rest = RIGHT_TO_LEFT.test(value) ? needed.replace(DIRECTION_MARKS, blank) : needed
  for (const { 0: found, index } of rest.matchAll(EACH_HIDDEN)) {
    const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    yield { at: index, code: `U+${code}` }
  }
}

/** The first character that hides something, or null. */
export const hiddenIn = (value: string): Hidden | null => allHiddenIn(value).next().value ?? null

/** A text of before there was a rule, or from elsewhere, with everything hidden in it put into sight. */
export function withHiddenShown(value: string): string {
  let shown = ''
  let from = 0
  for (const { at, code } of allHiddenIn(value)) {
    shown += `${value.slice(from, at)}[${code}]`
    from = at + String.fromCodePoint(value.codePointAt(at) ?? 0).length
  }
  return shown + value.slice(from)
}
